package org.tallystick.shared;

import java.util.Base64;

/**
 * base64url without padding (RFC 4648 section 5), canonical in both directions: one byte string has one text.
 *
 * <p>Decoders that ignore padding or stray bits would let the same signature travel under several texts.
 */
public final class Base64Url {
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private Base64Url() {}

    public static String encode(byte[] bytes) {
        return ENCODER.encodeToString(bytes);
    }

    /** @return the text of {@link #encode}, as ASCII */
    public static byte[] encodeToBytes(byte[] bytes) {
        return ENCODER.encode(bytes);
    }

    /**
     * @return the bytes whose encoding is exactly this text
     * @throws IllegalArgumentException if there are none; the message says why, without the text
     */
    public static byte[] decode(String text) {
        int length = text.length();
        int rest = length % 4;
        if (rest == 1) {
            throw new IllegalArgumentException("has an impossible length for base64url");
        }
        if (length > 0 && text.charAt(length - 1) == '=') {
            throw new IllegalArgumentException("must be base64url without padding");
        }
        if (rest > 1 && hasStrayBits(text.charAt(length - 1), rest)) {
            throw new IllegalArgumentException("is not canonical base64url: unused bits must be zero");
        }
        try {
            return DECODER.decode(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("must be base64url: letters, digits, '-' and '_' only", e);
        }
    }

    private static boolean hasStrayBits(char last, int rest) {
        int unused = rest == 2 ? 0b1111 : 0b11;
        return (sextet(last) & unused) != 0;
    }

    /** Characters outside the alphabet give 0: the decoder refuses them with the better reason. */
    private static int sextet(char c) {
        if (c >= 'A' && c <= 'Z') {
            return c - 'A';
        }
        if (c >= 'a' && c <= 'z') {
            return c - 'a' + 26;
        }
        if (c >= '0' && c <= '9') {
            return c - '0' + 52;
        }
        return c == '-' ? 62 : c == '_' ? 63 : 0;
    }
}
