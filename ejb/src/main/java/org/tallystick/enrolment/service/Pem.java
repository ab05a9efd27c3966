package org.tallystick.enrolment.service;

import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import org.tallystick.shared.X509;

/** Certificates as text (RFC 7468). */
final class Pem {
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private Pem() {}

    static String of(X509Certificate certificate) {
        try {
            return "-----BEGIN CERTIFICATE-----\n" + LINES.encodeToString(certificate.getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("The certificate has no encoding", e);
        }
    }

    /** @throws IllegalStateException if the text is no certificate */
    static X509Certificate certificate(String text) {
        try {
            return X509.parseAll(text.getBytes(StandardCharsets.US_ASCII)).get(0);
        } catch (CertificateException | IndexOutOfBoundsException e) {
            throw new IllegalStateException("This is no certificate in PEM; restore the file from the backup", e);
        }
    }
}
