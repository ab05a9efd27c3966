package org.tallystick.onboarding.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.tallystick.enrolment.service.KeyVault;

/**
 * Encrypts what applicants entrust (AES-256-GCM): account numbers with the key-encryption key of receipts' parts, documents with a key of
 * their own that is wrapped by it. The associated data name the owner, so that nothing opens in another row. 12 bytes of nonce come first.
 */
@ApplicationScoped
class Secrets {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NONCE = 12;
    private static final int KEY = 32;
    private static final int TAG_BITS = 128;

    private final KeyVault vault;

    /** An encrypted document and the key to it, wrapped. */
    record Sealed(byte[] key, byte[] content) {}

    @Inject
    Secrets(KeyVault vault) {
        this.vault = vault;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected Secrets() {
        this(null);
    }

    byte[] seal(byte[] plain, String owner) {
        return seal(vault.partsKey(), plain, owner);
    }

    byte[] open(byte[] sealed, String owner) {
        return open(vault.partsKey(), sealed, owner);
    }

    Sealed sealDocument(byte[] plain, String owner) {
        byte[] key = new byte[KEY];
        RANDOM.nextBytes(key);
        return new Sealed(seal(key, owner + "/key"), seal(new SecretKeySpec(key, "AES"), plain, owner));
    }

    byte[] openDocument(Sealed sealed, String owner) {
        SecretKey key = new SecretKeySpec(open(sealed.key(), owner + "/key"), "AES");
        return open(key, sealed.content(), owner);
    }

    private static byte[] seal(SecretKey key, byte[] plain, String owner) {
        byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, key, nonce, ByteBuffer.wrap(plain), owner);
        return ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array();
    }

    private static byte[] open(SecretKey key, byte[] sealed, String owner) {
        return run(
                Cipher.DECRYPT_MODE,
                key,
                Arrays.copyOf(sealed, NONCE),
                ByteBuffer.wrap(sealed, NONCE, sealed.length - NONCE),
                owner);
    }

    private static byte[] run(int mode, SecretKey key, byte[] nonce, ByteBuffer input, String owner) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(("onboarding " + owner).getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input.array(), input.position(), input.remaining());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "what an applicant entrusted cannot be opened: changed, moved, or another key", e);
        }
    }
}
