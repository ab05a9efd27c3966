package org.tallystick.enrolment;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Locale;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.Sha256;

/**
 * An enrolment code in plain text: 80 random bits as 16 characters of Crockford's base32, shown in groups of four
 * ({@code 7K4D-9FXQ-2MRT-0VZA}). Whoever types it may leave out the hyphens, use small letters, and read 0 as O or 1 as
 * I or L.
 *
 * @param text the 16 characters without hyphens, or what was typed if it cannot be a code
 */
public record OneTimeCode(String text) {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 16;

    /** A new code. */
    public static OneTimeCode create(SecureRandom random) {
        StringBuilder text = new StringBuilder(LENGTH);
        random.ints(LENGTH, 0, ALPHABET.length()).forEach(i -> text.append(ALPHABET.charAt(i)));
        return new OneTimeCode(text.toString());
    }

    /** What somebody typed, made uniform; anything is accepted, and what is no code has no match. */
    public static OneTimeCode typed(String presented) {
        return new OneTimeCode(presented
                .replaceAll("[\\s-]", "")
                .toUpperCase(Locale.ROOT)
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1'));
    }

    /** For people: four groups of four. */
    public String grouped() {
        return text.replaceAll("(.{4})(?=.)", "$1-");
    }

    /** What the platform keeps. With 80 random bits behind it, a plain SHA-256 cannot be reversed. */
    public String hash() {
        return Base64Url.encode(Sha256.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Never the code itself: records end up in logs. */
    @Override
    public String toString() {
        return "OneTimeCode[****]";
    }
}
