package org.tallystick.enrolment.service;

import java.util.Optional;
import org.tallystick.enrolment.KeyAlgorithm;
import org.tallystick.enrolment.Revocation;
import org.tallystick.enrolment.TerminalSubject;
import org.tallystick.enrolment.ValidityPeriod;

/**
 * A terminal's certified key and how it stands now. Whether it was good when something was signed is judged by whoever
 * knows that time (THREATS.md 3.4).
 *
 * @param key its {@code SubjectPublicKeyInfo} (RFC 5280), for a {@link KeyAlgorithm}, checked when it was certified: tens of thousands are
 *     kept in memory, where certificates would take six times as much
 * @param algorithm the key's one algorithm by its JOSE name: {@code ES256}, {@code EdDSA} or {@code SM2SM3}
 * @param validity of the certificate
 * @param thumbprint base64url of the SHA-256 of the certificate
 * @param subject the only terminal it may sign for
 * @param suspended until somebody has looked into it
 * @param unproven whether it renews or replaces another certificate, which counts until this key is first used
 * @param foreign whether another authority has issued it
 */
public record CertifiedKey(
        byte[] key,
        String algorithm,
        ValidityPeriod validity,
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
