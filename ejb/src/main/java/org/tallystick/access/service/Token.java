package org.tallystick.access.service;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.Sha256;

/**
 * A secret that its holder shows: 256 random bits in base64url. Only the digest is stored.
 *
 * @param text the secret itself
 */
public record Token(String text) {
    private static final SecureRandom RANDOM = new SecureRandom();

    static Token create() {
        byte[] bits = new byte[32];
        RANDOM.nextBytes(bits);
        return new Token(Base64Url.encode(bits));
    }

    String hash() {
        return Base64Url.encode(Sha256.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Never the secret: records end up in logs. */
    @Override
    public String toString() {
        return "Token[****]";
    }
}
