package org.tallystick.access.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.service.PrivateFile;
import org.tallystick.shared.service.Settings;

/**
 * Encrypts small secrets at rest (AES-256-GCM) with a key file of its own, {@code keys/access.key}, mode 600: those of second factors, and how
 * somebody who complained can be reached.
 */
@ApplicationScoped
@PermitAll
public class SecretBox {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final Settings settings;
    private @Nullable SecretKeySpec key;

    @Inject
    SecretBox(Settings settings) {
        this.settings = settings;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected SecretBox() {
        this(null);
    }

    /** @param owner account id or the name of another row: a secret moved to another row does not open */
    public byte[] seal(byte[] secret, String owner) {
        byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, nonce, secret, owner);
        byte[] all = Arrays.copyOf(nonce, NONCE + sealed.length);
        System.arraycopy(sealed, 0, all, NONCE, sealed.length);
        return all;
    }

    /** @throws IllegalStateException if it was sealed for another owner, with another key, or was changed */
    public byte[] open(byte[] sealed, String owner) {
        return run(
                Cipher.DECRYPT_MODE,
                Arrays.copyOf(sealed, NONCE),
                Arrays.copyOfRange(sealed, NONCE, sealed.length),
                owner);
    }

    /**
     * Stands for a text by which rows are found again, without telling it to whoever has the rows alone: HMAC-SHA256 in base64url.
     *
     * @param purpose texts of another purpose have other marks
     */
    public String mark(String text, String purpose) {
        byte[] own = mac(key().getEncoded(), "tallystick/mark/" + purpose);
        return Base64Url.encode(mac(own, text));
    }

    private static byte[] mac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA256 is in every Java", e);
        }
    }

    private byte[] run(int mode, byte[] nonce, byte[] input, String owner) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key(), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "a sealed secret does not open: keys/access.key and the database do not belong together", e);
        }
    }

    private synchronized SecretKeySpec key() {
        SecretKeySpec known = key;
        if (known == null) {
            known = new SecretKeySpec(bytes(settings.dataDir().resolve("keys")), "AES");
            key = known;
        }
        return known;
    }

    private static byte[] bytes(Path directory) {
        Path file = directory.resolve("access.key");
        try {
            if (!Files.exists(file)) {
                byte[] made = new byte[32];
                RANDOM.nextBytes(made);
                PrivateFile.createDirectory(directory);
                PrivateFile.write(file, made);
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + file + " cannot be read: check its owner", e);
        }
    }
}
