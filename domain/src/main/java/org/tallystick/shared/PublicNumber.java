package org.tallystick.shared;

import java.security.SecureRandom;
import java.util.Optional;

/**
 * Names of things that people tell each other: a letter for their kind and eight characters of Crockford's base32, at random, so that
 * they say nothing about how many there are, and by themselves open nothing.
 */
public final class PublicNumber {
    private static final int RANDOM_CHARACTERS = 12;
    private static final int KEPT = 8;

    private PublicNumber() {}

    /** A new one, as stored and in addresses: nine characters. */
    public static String create(char kind, SecureRandom random) {
        return kind + OneTimeCode.create(random, RANDOM_CHARACTERS).text().substring(0, KEPT);
    }

    /** What somebody typed, with or without hyphens; empty if it cannot be a number of that kind. */
    public static Optional<String> typed(char kind, String presented) {
        return Optional.of(OneTimeCode.typed(presented).text())
                .filter(text -> text.matches(kind + "[0-9A-HJKMNP-TV-Z]{8}"));
    }

    /** For people: {@code M-7K4D-9FXQ}. */
    public static String grouped(String text) {
        return text.substring(0, 1) + "-" + text.substring(1, 5) + "-" + text.substring(5);
    }
}
