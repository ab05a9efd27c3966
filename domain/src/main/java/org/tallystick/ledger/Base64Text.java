package org.tallystick.ledger;

import java.util.Base64;

/** Base64 with the standard alphabet and padding (RFC 4648 section 4), canonical in both directions. */
final class Base64Text {
    private Base64Text() {}

    static String encode(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** @param name of what is decoded, for the message */
    static byte[] decode(String text, String name) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new LedgerFormatException("The " + name + " must be base64 with padding");
        }
        // The decoder ignores unused bits and lets padding be left out: then one value would have many texts.
        if (!encode(bytes).equals(text)) {
            throw new LedgerFormatException("The " + name + " must be canonical base64 with padding");
        }
        return bytes;
    }

    static byte[] decodeHash(String text, String name) {
        byte[] hash = decode(text, name);
        HashPath.requireHash(hash, name);
        return hash;
    }
}
