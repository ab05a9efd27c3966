package org.tallystick.ear;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import org.tallystick.access.Totp;

/** Somebody's authenticator app with one secret. A step is used once: the next code comes a little early if it must. */
final class Authenticator {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final byte[] secret;
    private long used;

    private Authenticator(byte[] secret) {
        this.secret = secret;
    }

    /** @param base32 as the page shows it, in groups of four */
    static Authenticator of(String base32) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int buffer = 0;
        int bits = 0;
        for (char c : base32.replace(" ", "").toCharArray()) {
            buffer = buffer << 5 | ALPHABET.indexOf(c);
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes.write(buffer >> bits);
            }
        }
        return new Authenticator(bytes.toByteArray());
    }

    String code() {
        return code(Instant.now());
    }

    /** Of another time. */
    String code(Instant now) {
        used = Math.max(now.getEpochSecond() / 30, used + 1);
        return Totp.at(secret, Instant.ofEpochSecond(used * 30));
    }
}
