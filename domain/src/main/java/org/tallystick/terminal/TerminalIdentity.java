package org.tallystick.terminal;

import java.security.cert.X509Certificate;
import java.util.Optional;
import org.tallystick.signing.SignatureSuite;

/**
 * Who the terminal is now: its certificate and its key.
 *
 * @param key absent if it cannot be used; bills are then issued without a signature
 */
record TerminalIdentity(X509Certificate certificate, Optional<TerminalKey> key) {
    /** @throws TerminalException DAMAGED if there is no certificate */
    static TerminalIdentity load(StateDirectory state, SignatureSuite suite) {
        byte[] pem = state.read(Enrolment.CERTIFICATE)
                .orElseThrow(() -> new TerminalException(
                        Trouble.DAMAGED, "%s is missing: restore it.".formatted(state.file(Enrolment.CERTIFICATE))));
        return new TerminalIdentity(Certificates.parse(pem).get(0), key(state, suite));
    }

    private static Optional<TerminalKey> key(StateDirectory state, SignatureSuite suite) {
        try {
            return Optional.of(TerminalKey.load(state, suite));
        } catch (TerminalException unusable) {
            return Optional.empty();
        }
    }

    /** SHA-256 of the certificate. */
    byte[] digest() {
        return Certificates.digest(certificate);
    }

    /** @throws TerminalException DAMAGED if the key cannot be used */
    EventChannel.Identity signer() {
        TerminalKey usable = key.orElseThrow(() -> new TerminalException(
                Trouble.DAMAGED, "Without its key the terminal cannot prove who it is: restore key.pem."));
        return new EventChannel.Identity(usable, digest());
    }
}
