package org.tallystick.verification;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import org.tallystick.enrolment.CertificateRole;
import org.tallystick.shared.Base64Url;
import org.tallystick.signing.BillHeader;
import org.tallystick.signing.JwsEntry;
import org.tallystick.signing.SealHeader;
import org.tallystick.signing.SignatureAlgorithm;

/**
 * What one signature of a receipt says of itself, and where its certificate leads. All but the path is a claim.
 *
 * @param algorithm as the header says
 * @param audience platform that the signature is made for
 * @param claimedTime the header's {@code iat}
 * @param thumbprint SHA-256 of the certificate
 * @param path from the certificate in the file; absent if no certificate there has this thumbprint
 */
record Signer(
        CertificateRole role,
        JwsEntry entry,
        SignatureAlgorithm algorithm,
        String audience,
        Instant claimedTime,
        byte[] thumbprint,
        Optional<TrustPath> path) {

    static Signer terminal(JwsEntry entry, BillHeader header, Optional<TrustPath> path) {
        return new Signer(
                CertificateRole.TERMINAL,
                entry,
                header.alg(),
                header.audience(),
                Instant.ofEpochSecond(header.iat()),
                header.certificateDigest(),
                path);
    }

    static Signer seal(JwsEntry entry, SealHeader header, Optional<TrustPath> path) {
        return new Signer(
                CertificateRole.SEAL,
                entry,
                header.alg(),
                header.audience(),
                Instant.ofEpochSecond(header.iat()),
                header.certificateDigest(),
                path);
    }

    Optional<X509Certificate> certificate() {
        return path.map(TrustPath::certificate);
    }

    String thumbprintText() {
        return Base64Url.encode(thumbprint);
    }
}
