package org.tallystick.access;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Locale;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.Sha256;

/**
 * A recovery code in plain text: 60 random bits as twelve characters of Crockford's base32, shown as {@code K7QD-9FXM-2MRT}.
 *
 * @param text without hyphens, in capitals, or what was typed if it cannot be a code
 */
public record OneTimeSecret(String text) {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 12;

    public static OneTimeSecret create(SecureRandom random) {
        StringBuilder text = new StringBuilder(LENGTH);
        random.ints(LENGTH, 0, ALPHABET.length()).forEach(i -> text.append(ALPHABET.charAt(i)));
        return new OneTimeSecret(text.toString());
    }

    /** What somebody typed, made uniform. */
    public static OneTimeSecret typed(String presented) {
        return new OneTimeSecret(presented
                .replaceAll("[\\s-]", "")
                .toUpperCase(Locale.ROOT)
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1'));
    }

    public String grouped() {
        return text.replaceAll("(.{4})(?=.)", "$1-");
    }

    /** What the platform keeps. */
    public String hash() {
        return Base64Url.encode(Sha256.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Never the code itself. */
    @Override
    public String toString() {
        return "OneTimeSecret[****]";
    }
}
