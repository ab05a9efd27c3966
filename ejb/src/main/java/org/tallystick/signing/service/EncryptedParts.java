package org.tallystick.signing.service;

import java.util.List;

/**
 * The parts of one receipt under a data key of their own, which is wrapped by the platform's key-encryption key.
 *
 * @param nonce GCM nonce of the wrapping, 12 bytes
 */
public record EncryptedParts(int keyVersion, byte[] nonce, byte[] wrappedKey, List<EncryptedPart> parts) {

    /** @param ciphertext 16-byte salt and the part's bytes, AES-256-GCM */
    public record EncryptedPart(String name, String mediaType, byte[] nonce, byte[] ciphertext) {}
}
