package org.tallystick.verification;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import org.tallystick.enrolment.CertificateRole;
import org.tallystick.shared.Base64Url;
import org.tallystick.signing.JwsEntry;
import org.tallystick.signing.SignatureAlgorithm;

/**
 * What one signature of a receipt says of itself. All of it is a claim.
 *
 * @param algorithm as the header says
 * @param audience platform that the signature is made for
 * @param claimedTime the header's {@code iat}
 * @param thumbprint SHA-256 of the certificate
 * @param certificate from the file; absent if no certificate there has this thumbprint
 */
record Signer(
        CertificateRole role,
        JwsEntry entry,
        SignatureAlgorithm algorithm,
        String audience,
        Instant claimedTime,
        byte[] thumbprint,
        Optional<X509Certificate> certificate) {

    String thumbprintText() {
        return Base64Url.encode(thumbprint);
    }
}
