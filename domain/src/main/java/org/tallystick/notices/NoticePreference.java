package org.tallystick.notices;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.tallystick.access.Role;

/**
 * What somebody wants letters about, and when.
 *
 * @param language of letters
 * @param kinds those that are written about
 */
public record NoticePreference(Locale language, Set<NoticeKind> kinds, Rhythm rhythm) {
    public NoticePreference {
        kinds = kinds.isEmpty() ? Set.of() : Set.copyOf(kinds);
    }

    /**
     * Before somebody has chosen: those who answer for a shop, an institution or the platform hear of what they have to act on; staff
     * and regulators only of what they have asked for.
     *
     * @param language in which they read the pages
     */
    public static NoticePreference initial(Role role, Locale language) {
        Set<NoticeKind> kinds =
                switch (role) {
                    case MERCHANT_OWNER, INSTITUTION_OFFICER, OPERATOR ->
                        Audience.of(role).stream()
                                .flatMap(kind ->
                                        NoticeKind.of(kind).stream().filter(k -> k.severity(kind) != Severity.INFO))
                                .collect(Collectors.toCollection(() -> EnumSet.noneOf(NoticeKind.class)));
                    case MERCHANT_STAFF, REGULATOR, CONSUMER -> Set.of();
                };
        return new NoticePreference(language, kinds, Rhythm.AT_ONCE);
    }

    /** The address letters go to: a login that is an e-mail address; a mobile number or a name is none. */
    public static Optional<String> address(String login) {
        return login.matches("[^\\s@]{1,64}@[^\\s@]{1,189}") ? Optional.of(login) : Optional.empty();
    }
}
