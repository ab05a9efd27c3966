package org.tallystick.shared;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * What bytes and characters a text from outside may consist of (THREATS.md 3.3).
 *
 * <p>JSON libraries guess UTF-16 and UTF-32 and accept overlong forms; this check runs before any of them.
 */
final class Utf8 {
    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

    private Utf8() {}

    /** @throws Problem MALFORMED unless the bytes are well-formed UTF-8 without byte order mark and NUL */
    static void check(byte[] bytes) {
        for (int i = 0; i < Math.min(bytes.length, 4); i++) {
            if (bytes[i] == 0) {
                throw new Problem(ProblemType.MALFORMED, "The message must be UTF-8, not UTF-16 or UTF-32.");
            }
        }
        int start = asciiPrefix(bytes);
        if (start == bytes.length) {
            return;
        }
        if (start == 0 && bytes.length > 2 && (bytes[0] & 0xff) == 0xef && (bytes[1] & 0xff) == 0xbb) {
            throw new Problem(ProblemType.MALFORMED, "The message must not begin with a byte order mark.");
        }
        int i = start;
        while (i < bytes.length) {
            int length = bytes[i] >= 0 ? 1 : sequenceLength(bytes, i);
            if (length == 0) {
                throw new Problem(ProblemType.MALFORMED, "Not well-formed UTF-8 at byte " + i + ".");
            }
            i += length;
        }
    }

    /** Length of the sequence that begins here (Unicode, table 3-7), 0 if it is not well-formed. */
    private static int sequenceLength(byte[] bytes, int i) {
        int lead = bytes[i] & 0xff;
        int length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
        if (lead < 0xc2 || lead > 0xf4 || i + length > bytes.length) {
            return 0;
        }
        int second = bytes[i + 1] & 0xff;
        int least = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
        int most = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
        if (second < least || second > most) {
            return 0;
        }
        for (int k = i + 2; k < i + length; k++) {
            if ((bytes[k] & 0xc0) != 0x80) {
                return 0;
            }
        }
        return length;
    }

    /** Bytes before the first that is not ASCII, rounded down to a multiple of eight unless all are. */
    private static int asciiPrefix(byte[] bytes) {
        int i = 0;
        while (i + Long.BYTES <= bytes.length && ((long) EIGHT_BYTES.get(bytes, i) & HIGH_BITS) == 0) {
            i += Long.BYTES;
        }
        int prefix = i;
        while (i < bytes.length && bytes[i] >= 0) {
            i++;
        }
        return i == bytes.length ? i : prefix;
    }

    /** @return false if there is a control character, a lone surrogate or a bidirectional override */
    static boolean isCleanText(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x20 && c < 0x7f) {
                continue;
            }
            if (c < 0xa0 || c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069) {
                return false;
            }
            if (Character.isSurrogate(c)) {
                if (i + 1 == text.length() || !Character.isSurrogatePair(c, text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }
}
