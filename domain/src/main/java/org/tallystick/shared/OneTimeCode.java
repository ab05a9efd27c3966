package org.tallystick.shared;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Locale;

/**
 * A one-time code in plain text: characters of Crockford's base32, five random bits each, shown in groups of four
 * ({@code 7K4D-9FXQ-2MRT-0VZA}). Whoever types it may leave out the hyphens, use small letters, and read 0 as O or 1 as
 * I or L.
 *
 * @param text the characters without hyphens, or what was typed if it cannot be a code
 */
public record OneTimeCode(String text) {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /** A new code. @param length characters; at least 12, or a plain hash could be searched */
    public static OneTimeCode create(SecureRandom random, int length) {
        StringBuilder text = new StringBuilder(length);
        random.ints(length, 0, ALPHABET.length()).forEach(i -> text.append(ALPHABET.charAt(i)));
        return new OneTimeCode(text.toString());
    }

    /** The code that follows from a secret's digest: five bits of each byte. @param length characters; at least 12, at most 32 */
    public static OneTimeCode derived(byte[] digest, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(ALPHABET.charAt(digest[i] & 31));
        }
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

    /** For people: groups of four. */
    public String grouped() {
        return text.replaceAll("(.{4})(?=.)", "$1-");
    }

    /** What the platform keeps. With so many random bits behind it, a plain SHA-256 cannot be reversed. */
    public String hash() {
        return Base64Url.encode(Sha256.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Never the code itself: records end up in logs. */
    @Override
    public String toString() {
        return "OneTimeCode[****]";
    }
}
