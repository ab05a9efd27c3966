package org.tallystick.access;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What people who make their account themselves sign in with. It is never an e-mail address or a phone number, so that nobody takes the
 * login by which somebody else will be invited.
 *
 * @param text lower case
 */
public record UserName(String text) {
    private static final Pattern FORM = Pattern.compile("(?=.*[a-z])[a-z0-9._-]{4,32}");

    /** @return empty unless it has 4 to 32 letters, digits, dots, hyphens and underscores, at least one of them a letter */
    public static Optional<UserName> typed(String typed) {
        String lower = typed.strip().toLowerCase(Locale.ROOT);
        return FORM.matcher(lower).matches() ? Optional.of(new UserName(lower)) : Optional.empty();
    }
}
