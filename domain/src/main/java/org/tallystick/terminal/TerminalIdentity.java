package org.tallystick.terminal;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.tallystick.signing.Cause;
import org.tallystick.signing.SignatureSuite;

/**
 * Who the terminal is now: its certificate and its key. Whatever is wrong with them, the till goes on: bills are issued without a
 * signature and say why (FAILURES.md 1, 3).
 *
 * @param certificate absent if the file is lost or is none
 * @param key absent if it must not sign
 * @param trouble why it must not; empty if it signs
 */
record TerminalIdentity(Optional<X509Certificate> certificate, Optional<TerminalKey> key, Optional<Cause> trouble) {
    static TerminalIdentity load(StateDirectory state, SignatureSuite suite) {
        Optional<X509Certificate> certificate = certificate(state);
        Optional<TerminalKey> key = key(state, suite);
        Optional<Cause> trouble = key.map(usable -> trouble(certificate, usable))
                .orElseGet(() -> Optional.of(
                        TerminalKey.isWeak(state, suite) ? Cause.CERT_WEAK_ALG : Cause.SIGNING_UNIT_FAILED));
        return new TerminalIdentity(certificate, trouble.isPresent() ? Optional.empty() : key, trouble);
    }

    private static Optional<Cause> trouble(Optional<X509Certificate> certificate, TerminalKey key) {
        if (certificate.isEmpty()) {
            return Optional.of(Cause.CERT_MISSING);
        }
        boolean fits = Certificates.sameKey(certificate.get(), key.publicKey().getEncoded());
        return fits ? Optional.empty() : Optional.of(Cause.CERT_KEY_MISMATCH);
    }

    private static Optional<X509Certificate> certificate(StateDirectory state) {
        try {
            return state.read(Enrolment.CERTIFICATE)
                    .map(Certificates::parse)
                    .map(List::iterator)
                    .map(all -> all.next());
        } catch (RuntimeException isNone) {
            return Optional.empty();
        }
    }

    private static Optional<TerminalKey> key(StateDirectory state, SignatureSuite suite) {
        try {
            return Optional.of(TerminalKey.load(state, suite));
        } catch (TerminalException unusable) {
            return Optional.empty();
        }
    }

    /** SHA-256 of the certificate; nothing signs without one. */
    byte[] digest() {
        return certificate.map(Certificates::digest).orElse(new byte[0]);
    }

    /** @throws TerminalException DAMAGED if there is none */
    X509Certificate requireCertificate() {
        return certificate.orElseThrow(this::damaged);
    }

    /** @throws TerminalException DAMAGED if the key must not sign */
    EventChannel.Identity signer() {
        return new EventChannel.Identity(key.orElseThrow(this::damaged), digest());
    }

    private TerminalException damaged() {
        return new TerminalException(
                Trouble.DAMAGED,
                "The terminal cannot prove who it is (%s): restore key.pem and certificate.pem, or enrol into a new directory."
                        .formatted(trouble.map(Cause::code).orElse("")));
    }
}
