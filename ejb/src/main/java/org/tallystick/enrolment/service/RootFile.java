package org.tallystick.enrolment.service;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.X509;

/** The root's key as a file that leaves the server: PKCS #12, encrypted with AES-256 under a passphrase. Passphrases are cleared. */
final class RootFile {
    private static final String ALIAS = "root";
    private static final byte[] TRIAL = new byte[32];

    private RootFile() {}

    static byte[] write(VaultKey root, char[] passphrase) {
        try {
            KeyStore store = store(root.certificate());
            store.load(null, null);
            store.setKeyEntry(ALIAS, root.privateKey(), passphrase, new Certificate[] {root.certificate()});
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            store.store(bytes, passphrase);
            return bytes.toByteArray();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("The root's key cannot be exported", e);
        } finally {
            Arrays.fill(passphrase, ' ');
        }
    }

    /** @throws Problem member-invalid (passphrase, file) if it is not the key of this root */
    static VaultKey read(byte[] file, char[] passphrase, X509Certificate root) {
        try {
            KeyStore store = store(root);
            store.load(new ByteArrayInputStream(file), passphrase);
            for (String alias : Collections.list(store.aliases())) {
                if (root.equals(store.getCertificate(alias))
                        && store.getKey(alias, passphrase) instanceof PrivateKey key
                        && belongs(key, root)) {
                    return new VaultKey(key, root);
                }
            }
        } catch (IOException | GeneralSecurityException e) {
            throw Problem.member(
                    ProblemType.MEMBER_INVALID, "passphrase", "does not open this file, or it is no PKCS #12 file");
        } finally {
            Arrays.fill(passphrase, ' ');
        }
        throw Problem.member(ProblemType.MEMBER_INVALID, "file", "is not the key of this platform's root");
    }

    private static KeyStore store(X509Certificate root) throws GeneralSecurityException {
        return X509.isSm2(root) ? KeyFiles.sm2Store() : KeyStore.getInstance("PKCS12");
    }

    private static boolean belongs(PrivateKey key, X509Certificate root) throws GeneralSecurityException {
        Signature signature = X509.isSm2(root)
                ? Signature.getInstance("SM3withSM2", X509.smProvider())
                : Signature.getInstance("SHA256withECDSA");
        signature.initSign(key);
        signature.update(TRIAL);
        byte[] signed = signature.sign();
        signature.initVerify(root.getPublicKey());
        signature.update(TRIAL);
        return signature.verify(signed);
    }
}
