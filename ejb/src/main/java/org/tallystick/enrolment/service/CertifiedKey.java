package org.tallystick.enrolment.service;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.Optional;
import org.tallystick.enrolment.KeyAlgorithm;
import org.tallystick.enrolment.Revocation;
import org.tallystick.enrolment.TerminalSubject;

/**
 * A terminal's certified key and how it stands now. Whether it was good when something was signed is judged by whoever
 * knows that time (THREATS.md 3.4).
 *
 * @param key for a {@link KeyAlgorithm}, checked when it was certified
 * @param algorithm the key's one algorithm by its JOSE name: {@code ES256}, {@code EdDSA} or {@code SM2SM3}
 * @param thumbprint base64url of the SHA-256 of the certificate
 * @param subject the only terminal it may sign for
 * @param suspended until somebody has looked into it
 * @param unproven whether it renews or replaces another certificate, which counts until this key is first used
 * @param foreign whether another authority has issued it
 */
public record CertifiedKey(
        PublicKey key,
        String algorithm,
        X509Certificate certificate,
        String thumbprint,
        TerminalSubject subject,
        Optional<Revocation> revocation,
        boolean suspended,
        boolean unproven,
        boolean foreign) {
    /** Issued elsewhere, and its key has proved nothing yet: only HELLO does so. */
    public boolean awaitsHello() {
        return foreign && unproven;
    }
}
