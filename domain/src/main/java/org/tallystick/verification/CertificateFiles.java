package org.tallystick.verification;

import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.FoundBefore;
import org.tallystick.shared.Sha256;
import org.tallystick.shared.X509;

/** Reads and names certificates, by their DER form alone. */
final class CertificateFiles {
    /** Bytes of the longest certificate that is read. */
    static final int MAX_LENGTH = 8 << 10;

    /** Every receipt shows its authorities and its seal, which are few: terminals' certificates pass by and are forgotten first. */
    private static final FoundBefore<X509Certificate> READ = new FoundBefore<>(64);

    private CertificateFiles() {}

    /** @throws CertificateException unless these bytes are exactly one certificate in DER form */
    static X509Certificate parse(byte[] der) throws CertificateException {
        if (der.length > MAX_LENGTH) {
            throw new CertificateException("The certificate is too long");
        }
        return READ.about(() -> exactly(der), der);
    }

    private static X509Certificate exactly(byte[] der) throws CertificateException {
        X509Certificate certificate = X509.parse(der);
        // The factory also reads PEM, and ignores what follows: neither has a thumbprint of its own.
        if (!Arrays.equals(der, certificate.getEncoded())) {
            throw new CertificateException("Not exactly one certificate in DER form");
        }
        return certificate;
    }

    static byte[] der(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("A certificate that was read has no DER form", e);
        }
    }

    /** SHA-256 of the DER form, base64url: what {@code x5t#S256} says. */
    static String thumbprint(X509Certificate certificate) {
        return Base64Url.encode(Sha256.of(der(certificate)));
    }

    /** DER form in base64, as receipt files carry it. */
    static String base64(X509Certificate certificate) {
        return Base64.getEncoder().encodeToString(der(certificate));
    }
}
