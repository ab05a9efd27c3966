package org.tallystick.coverage;

import java.security.SecureRandom;
import java.util.Optional;
import org.tallystick.shared.PublicNumber;

/**
 * Names a case: {@code M} and eight characters ({@link PublicNumber}).
 *
 * @param text nine characters, as stored and in addresses
 */
public record CaseNumber(String text) {
    private static final char KIND = 'M';

    /** A new one. */
    public static CaseNumber create(SecureRandom random) {
        return new CaseNumber(PublicNumber.create(KIND, random));
    }

    /** What somebody typed, with or without hyphens; empty if it cannot be a number. */
    public static Optional<CaseNumber> typed(String presented) {
        return PublicNumber.typed(KIND, presented).map(CaseNumber::new);
    }

    /** For people: {@code M-7K4D-9FXQ}. */
    public String grouped() {
        return PublicNumber.grouped(text);
    }
}
