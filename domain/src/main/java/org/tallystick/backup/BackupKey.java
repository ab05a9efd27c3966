package org.tallystick.backup;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.generators.SCrypt;

/**
 * The key of one backup, made of a passphrase by scrypt (RFC 7914), and its pieces: AES-256-GCM, each piece with its number and whether it is the
 * last in the nonce, so that none can be left out, moved, or cut off (the STREAM construction).
 */
final class BackupKey {
    /** Bytes of content in a piece. */
    static final int PIECE = 1 << 20;

    static final int TAG = 16;
    static final int SALT = 16;

    private static final byte[] MAGIC = "tallystick-backup/v1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int NONCE = 12;
    private static final int COST = 1 << 16;
    private static final int BLOCKS = 8;
    private static final int SHORTEST = 12;

    private final SecretKeySpec key;
    private final byte[] salt;

    private BackupKey(char[] passphrase, byte[] salt) {
        if (passphrase.length < SHORTEST) {
            throw new IllegalArgumentException("A passphrase has at least " + SHORTEST + " characters");
        }
        byte[] bytes = new String(passphrase).getBytes(StandardCharsets.UTF_8);
        this.key = new SecretKeySpec(SCrypt.generate(bytes, salt, COST, BLOCKS, 1, 32), "AES");
        this.salt = salt.clone();
    }

    static BackupKey fresh(char[] passphrase) {
        byte[] salt = new byte[SALT];
        new SecureRandom().nextBytes(salt);
        return new BackupKey(passphrase, salt);
    }

    /** Of a backup that begins so. @throws DamagedBackupException if that is none */
    static BackupKey of(char[] passphrase, byte[] header) {
        if (header.length != headerLength()
                || !ByteBuffer.wrap(header, 0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC))) {
            throw new DamagedBackupException("This is no backup of Tallystick");
        }
        return new BackupKey(
                passphrase,
                ByteBuffer.allocate(SALT).put(header, MAGIC.length, SALT).array());
    }

    static int headerLength() {
        return MAGIC.length + SALT;
    }

    byte[] header() {
        return ByteBuffer.allocate(headerLength()).put(MAGIC).put(salt).array();
    }

    byte[] seal(long number, boolean last, byte[] content, int length) {
        try {
            return cipher(Cipher.ENCRYPT_MODE, number, last).doFinal(content, 0, length);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A backup cannot be encrypted", e);
        }
    }

    /** @throws DamagedBackupException for another passphrase or changed bytes */
    byte[] open(long number, boolean last, byte[] sealed, int length) {
        try {
            return cipher(Cipher.DECRYPT_MODE, number, last).doFinal(sealed, 0, length);
        } catch (GeneralSecurityException e) {
            throw new DamagedBackupException(
                    number == 0
                            ? "The passphrase is another one, or the backup was changed"
                            : "The backup was changed or cut off after " + number + " MiB");
        }
    }

    private Cipher cipher(int mode, long number, boolean last) throws GeneralSecurityException {
        byte[] nonce =
                ByteBuffer.allocate(NONCE).putLong(number).putInt(last ? 1 : 0).array();
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG * 8, nonce));
        return cipher;
    }
}
