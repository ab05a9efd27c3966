package org.tallystick.access;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a password must be: long, and not what everybody tries first (NIST SP 800-63B, 5.1.1.2). No rules of composition. */
public final class PasswordRules {
    public static final int SHORTEST = 12;
    public static final int LONGEST = 128;

    private static final Set<String> TRIED_FIRST = Set.of(
            "123456789012",
            "1234567890123",
            "password1234",
            "passwordpassword",
            "qwertyuiop12",
            "qwertyuiopas",
            "iloveyouiloveyou",
            "administrator",
            "tallystick123",
            "tallysticktallystick",
            "111111111111",
            "000000000000",
            "woaini1314520",
            "1qaz2wsx3edc",
            "abcd12345678",
            "abc123456789",
            "letmeinletmein",
            "welcome123456");

    private PasswordRules() {}

    /** @return the key of what is wrong with it, such as {@code password.short}; empty if it may be used */
    public static Optional<String> fault(String password, String login) {
        int length = password.codePointCount(0, password.length());
        String lower = password.toLowerCase(Locale.ROOT);
        if (length < SHORTEST) {
            return Optional.of("password.short");
        }
        if (length > LONGEST) {
            return Optional.of("password.long");
        }
        if (TRIED_FIRST.contains(lower) || lower.chars().distinct().count() < 4) {
            return Optional.of("password.common");
        }
        return lower.contains(login.toLowerCase(Locale.ROOT)) ? Optional.of("password.login") : Optional.empty();
    }
}
