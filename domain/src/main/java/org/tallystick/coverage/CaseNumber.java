package org.tallystick.coverage;

import java.security.SecureRandom;
import java.util.Optional;
import org.tallystick.shared.OneTimeCode;

/**
 * Names a case: {@code M} and eight characters of Crockford's base32. It says nothing about how many there are.
 *
 * @param text nine characters, as stored and in addresses
 */
public record CaseNumber(String text) {
    private static final int RANDOM_CHARACTERS = 12;
    private static final int KEPT = 8;

    /** A new one. */
    public static CaseNumber create(SecureRandom random) {
        return new CaseNumber(
                "M" + OneTimeCode.create(random, RANDOM_CHARACTERS).text().substring(0, KEPT));
    }

    /** What somebody typed, with or without hyphens; empty if it cannot be a number. */
    public static Optional<CaseNumber> typed(String presented) {
        String text = OneTimeCode.typed(presented).text();
        return text.matches("M[0-9A-HJKMNP-TV-Z]{8}") ? Optional.of(new CaseNumber(text)) : Optional.empty();
    }

    /** For people: {@code M-7K4D-9FXQ}. */
    public String grouped() {
        return text.substring(0, 1) + "-" + text.substring(1, 5) + "-" + text.substring(5);
    }
}
