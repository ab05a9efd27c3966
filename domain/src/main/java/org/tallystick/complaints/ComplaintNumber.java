package org.tallystick.complaints;

import java.security.SecureRandom;
import java.util.Optional;
import org.tallystick.shared.PublicNumber;

/**
 * Names a complaint: {@code C} and eight characters ({@link PublicNumber}).
 *
 * @param text nine characters, as stored and in addresses
 */
public record ComplaintNumber(String text) {
    private static final char KIND = 'C';

    /** A new one. */
    public static ComplaintNumber create(SecureRandom random) {
        return new ComplaintNumber(PublicNumber.create(KIND, random));
    }

    /** What somebody typed, with or without hyphens; empty if it cannot be a number. */
    public static Optional<ComplaintNumber> typed(String presented) {
        return PublicNumber.typed(KIND, presented).map(ComplaintNumber::new);
    }

    /** For people: {@code C-7K4D-9FXQ}. */
    public String grouped() {
        return PublicNumber.grouped(text);
    }
}
