package org.tallystick.shared.service;

import java.security.SecureRandom;
import org.tallystick.shared.Base64Url;

/** Identifiers and salts of 128 random bits. */
public final class Ids {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    /** @return 22 characters of base64url */
    public static String random() {
        byte[] bits = new byte[16];
        RANDOM.nextBytes(bits);
        return Base64Url.encode(bits);
    }
}
