package org.tallystick.access;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** One-time passwords by time (RFC 6238 with HMAC-SHA-1, 30 s, six digits: what every authenticator speaks). */
public final class Totp {
    /** Bytes of a secret. */
    public static final int SECRET_LENGTH = 20;

    private static final long STEP = 30;
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private Totp() {}

    /**
     * Checks what somebody typed against the step of the time, the one before and the one after.
     *
     * @param lastStep the newest step that was used already: an older or equal one is not accepted again (RFC 6238, 5.2)
     * @return the step that matches, to be remembered
     */
    public static OptionalLong match(byte[] secret, String typed, Instant now, long lastStep) {
        byte[] digits = typed.replaceAll("\\s", "").getBytes(StandardCharsets.US_ASCII);
        long current = Math.floorDiv(now.getEpochSecond(), STEP);
        for (long step = current - 1; step <= current + 1; step++) {
            if (step > lastStep
                    && MessageDigest.isEqual(code(secret, step).getBytes(StandardCharsets.US_ASCII), digits)) {
                return OptionalLong.of(step);
            }
        }
        return OptionalLong.empty();
    }

    /** The six digits at a time. */
    public static String at(byte[] secret, Instant time) {
        return code(secret, Math.floorDiv(time.getEpochSecond(), STEP));
    }

    /** The secret in base32 (RFC 4648) without padding, as authenticators take it by hand. */
    public static String base32(byte[] secret) {
        StringBuilder text = new StringBuilder((secret.length * 8 + 4) / 5);
        int buffer = 0;
        int bits = 0;
        for (byte b : secret) {
            buffer = buffer << 8 | b & 0xff;
            for (bits += 8; bits >= 5; bits -= 5) {
                text.append(ALPHABET.charAt(buffer >> bits - 5 & 31));
            }
        }
        if (bits > 0) {
            text.append(ALPHABET.charAt(buffer << 5 - bits & 31));
        }
        return text.toString();
    }

    private static String code(byte[] secret, long step) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            byte[] hash =
                    mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            int offset = hash[hash.length - 1] & 15;
            int number = ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & Integer.MAX_VALUE;
            return String.format(Locale.ROOT, "%06d", number % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-1 belongs to every Java", e);
        }
    }
}
