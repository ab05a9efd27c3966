package org.tallystick.receipts;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Locale;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.Sha256;

/**
 * What a page tells about a certificate: enough to find it and to judge it with other tools.
 *
 * @param role whose it is
 * @param subject RFC 2253 name
 * @param issuer RFC 2253 name
 * @param serial hexadecimal
 * @param thumbprint base64url SHA-256 of the DER form, the {@code x5t#S256} of the signatures
 */
public record CertificateFacts(
        Role role,
        String subject,
        String issuer,
        String serial,
        Instant notBefore,
        Instant notAfter,
        String thumbprint) {

    /** Whose certificate it is. */
    public enum Role {
        TERMINAL,
        SEAL
    }

    /** @throws IllegalArgumentException if the certificate has no DER form */
    public static CertificateFacts of(Role role, X509Certificate certificate) {
        return new CertificateFacts(
                role,
                certificate.getSubjectX500Principal().getName(),
                certificate.getIssuerX500Principal().getName(),
                certificate.getSerialNumber().toString(16).toUpperCase(Locale.ROOT),
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant(),
                thumbprint(certificate));
    }

    private static String thumbprint(X509Certificate certificate) {
        try {
            return Base64Url.encode(Sha256.of(certificate.getEncoded()));
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("The certificate has no DER form.", e);
        }
    }
}
