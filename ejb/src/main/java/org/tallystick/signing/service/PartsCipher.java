package org.tallystick.signing.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.tallystick.enrolment.service.KeyVault;
import org.tallystick.signing.Part;

/**
 * Encrypts the parts of a receipt at rest: AES-256-GCM, a data key per receipt wrapped by the key-encryption key, which is never
 * in the database. The associated data of a part are receipt digest, part name and key version, so that no ciphertext can be
 * moved to another receipt (THREATS.md F9). Destroying the wrapped key erases the parts.
 */
@ApplicationScoped
@PermitAll
public class PartsCipher {
    private static final int KEY_VERSION = 1;
    private static final int SALT_LENGTH = 16;
    private static final int NONCE_LENGTH = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final KeyVault vault;

    @Inject
    PartsCipher(KeyVault vault) {
        this.vault = vault;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected PartsCipher() {
        this(null);
    }

    /** @param receiptDigest of what the parts belong to, 32 bytes; @return empty without parts */
    public Optional<EncryptedParts> encrypt(List<Part> parts, byte[] receiptDigest) {
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        SecretKey dataKey = new SecretKeySpec(random(32), "AES");
        List<EncryptedParts.EncryptedPart> encrypted = new ArrayList<>();
        for (Part part : parts) {
            byte[] nonce = random(NONCE_LENGTH);
            byte[] plain = ByteBuffer.allocate(SALT_LENGTH + part.data().length)
                    .put(part.salt())
                    .put(part.data())
                    .array();
            byte[] sealed = gcm(Cipher.ENCRYPT_MODE, dataKey, nonce, context(receiptDigest, part.name()), plain);
            encrypted.add(new EncryptedParts.EncryptedPart(part.name(), part.mediaType(), nonce, sealed));
        }
        byte[] nonce = random(NONCE_LENGTH);
        byte[] wrapped =
                gcm(Cipher.ENCRYPT_MODE, vault.partsKey(), nonce, context(receiptDigest, "key"), dataKey.getEncoded());
        return Optional.of(new EncryptedParts(KEY_VERSION, nonce, wrapped, encrypted));
    }

    /** @throws IllegalStateException when a stored row was changed or belongs to another receipt */
    public List<Part> decrypt(EncryptedParts stored, byte[] receiptDigest) {
        byte[] key = gcm(
                Cipher.DECRYPT_MODE,
                vault.partsKey(),
                stored.nonce(),
                context(receiptDigest, "key"),
                stored.wrappedKey());
        SecretKey dataKey = new SecretKeySpec(key, "AES");
        List<Part> parts = new ArrayList<>();
        for (EncryptedParts.EncryptedPart part : stored.parts()) {
            byte[] plain = gcm(
                    Cipher.DECRYPT_MODE, dataKey, part.nonce(), context(receiptDigest, part.name()), part.ciphertext());
            parts.add(new Part(
                    part.name(),
                    part.mediaType(),
                    Arrays.copyOf(plain, SALT_LENGTH),
                    Arrays.copyOfRange(plain, SALT_LENGTH, plain.length)));
        }
        return parts;
    }

    private static byte[] gcm(int mode, SecretKey key, byte[] nonce, byte[] context, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(context);
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("stored parts cannot be opened: changed, moved, or another key", e);
        }
    }

    private static byte[] context(byte[] receiptDigest, String name) {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(receiptDigest.length + text.length + Integer.BYTES)
                .put(receiptDigest)
                .put(text)
                .putInt(KEY_VERSION)
                .array();
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
