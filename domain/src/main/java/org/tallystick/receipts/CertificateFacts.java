package org.tallystick.receipts;

import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import javax.security.auth.x500.X500Principal;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.Sha256;
import org.tallystick.signing.SignatureAlgorithm;

/**
 * What a page tells about a certificate: enough to find it and to judge it with other tools.
 *
 * @param role whose it is
 * @param subject RFC 2253 name
 * @param issuer RFC 2253 name
 * @param serial hexadecimal
 * @param algorithm of its key, as people read it
 * @param thumbprint base64url SHA-256 of the DER form, the {@code x5t#S256} of the signatures
 */
public record CertificateFacts(
        Role role,
        String subject,
        String issuer,
        String serial,
        String algorithm,
        Instant notBefore,
        Instant notAfter,
        String thumbprint) {

    /** Attributes of a terminal's subject that RFC 2253 has no short name for. */
    private static final Map<String, String> KEYWORDS = Map.of("2.5.4.5", "serialNumber", "2.5.4.46", "dnQualifier");

    /** Whose certificate it is. */
    public enum Role {
        TERMINAL,
        SEAL
    }

    /** @throws IllegalArgumentException if the certificate has no DER form */
    public static CertificateFacts of(Role role, X509Certificate certificate) {
        return new CertificateFacts(
                role,
                name(certificate.getSubjectX500Principal()),
                name(certificate.getIssuerX500Principal()),
                certificate.getSerialNumber().toString(16).toUpperCase(Locale.ROOT),
                algorithm(certificate.getPublicKey()),
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant(),
                thumbprint(certificate));
    }

    private static String algorithm(PublicKey key) {
        try {
            return SignatureAlgorithm.of(key).title();
        } catch (IllegalArgumentException e) {
            return key.getAlgorithm();
        }
    }

    private static String name(X500Principal principal) {
        return principal.getName(X500Principal.RFC2253, KEYWORDS);
    }

    private static String thumbprint(X509Certificate certificate) {
        try {
            return Base64Url.encode(Sha256.of(certificate.getEncoded()));
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("The certificate has no DER form.", e);
        }
    }
}
