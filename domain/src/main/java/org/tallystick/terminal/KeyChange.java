package org.tallystick.terminal;

import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.tallystick.signing.SignatureAlgorithm;
import org.tallystick.signing.SignatureSuite;

/**
 * The files of a change of key, in an order that a kill at any instant cannot spoil.
 *
 * <p><b>Next</b>: {@code next-key.pem} and {@code next-request.p10} are durable before anything is asked of the platform, so an
 * answer that is lost is asked for again with the same key. <b>Change</b>: with {@code next-certificate.pem} durable, the pair in
 * use is copied to {@code previous-…} and replaced; {@link #settle} goes on with a change that was cut off. <b>Trial</b>: as long as
 * {@code previous-…} is there the new pair is not proven; {@link #prove} removes the old one, {@link #takeBack} brings it back.
 */
final class KeyChange {
    private static final String NEXT_KEY = "next-key.pem";
    private static final String NEXT_REQUEST = "next-request.p10";
    private static final String NEXT_CERTIFICATE = "next-certificate.pem";
    private static final String PREVIOUS_KEY = "previous-key.pem";
    private static final String PREVIOUS_CERTIFICATE = "previous-certificate.pem";

    private final StateDirectory state;

    KeyChange(StateDirectory state) {
        this.state = state;
    }

    /** Whether a key waits for its certificate. */
    boolean isBegun() {
        return state.read(NEXT_KEY).isPresent();
    }

    /** Whether the pair in use is new and not proven. */
    boolean isTrial() {
        return state.read(PREVIOUS_CERTIFICATE).isPresent();
    }

    /** The key to be certified, made now if none waits. */
    TerminalKey begin(SignatureSuite suite, SignatureAlgorithm algorithm) {
        return TerminalKey.createOrLoad(state, NEXT_KEY, suite, algorithm);
    }

    /** Base64 of the signing request for that key, the same each time. */
    byte[] request(TerminalKey key, String terminalNo) {
        return state.read(NEXT_REQUEST).orElseGet(() -> {
            byte[] request = Base64.getMimeEncoder().encode(CertificateRequest.der(key, terminalNo));
            state.write(NEXT_REQUEST, request);
            return request;
        });
    }

    /** The platform will never certify the key that waits: the next attempt makes another one. */
    void abandon() {
        state.delete(NEXT_REQUEST);
        state.delete(NEXT_KEY);
    }

    /** The new pair is in use from now on, on trial. */
    void change(X509Certificate certificate) {
        state.write(NEXT_CERTIFICATE, Certificates.toPem(List.of(certificate)));
        settle();
    }

    /** Goes on with a change, or with taking it back, that was cut off. */
    void settle() {
        if (state.read(NEXT_CERTIFICATE).isPresent()) {
            complete(state.read(NEXT_CERTIFICATE).get());
        } else if (isTrial() && same(TerminalKey.FILE, PREVIOUS_KEY)) {
            takeBack();
        }
    }

    /** The platform has accepted the new key. */
    void prove() {
        state.delete(PREVIOUS_KEY);
        state.delete(PREVIOUS_CERTIFICATE);
    }

    /** The old pair is in use again. */
    void takeBack() {
        Optional<byte[]> key = state.read(PREVIOUS_KEY);
        Optional<byte[]> certificate = state.read(PREVIOUS_CERTIFICATE);
        if (key.isPresent() && certificate.isPresent()) {
            state.write(TerminalKey.FILE, key.get());
            state.write(Enrolment.CERTIFICATE, certificate.get());
            prove();
        }
    }

    private void complete(byte[] next) {
        if (!same(Enrolment.CERTIFICATE, NEXT_CERTIFICATE)) {
            byte[] key = state.read(NEXT_KEY)
                    .orElseThrow(() -> new TerminalException(
                            Trouble.DAMAGED, "%s is missing: restore it.".formatted(state.file(NEXT_KEY))));
            if (!same(TerminalKey.FILE, NEXT_KEY)) {
                state.read(TerminalKey.FILE).ifPresent(old -> state.write(PREVIOUS_KEY, old));
                state.read(Enrolment.CERTIFICATE).ifPresent(old -> state.write(PREVIOUS_CERTIFICATE, old));
                state.write(TerminalKey.FILE, key);
            }
            state.write(Enrolment.CERTIFICATE, next);
        }
        abandon();
        state.delete(NEXT_CERTIFICATE);
    }

    private boolean same(String one, String other) {
        Optional<byte[]> first = state.read(one);
        Optional<byte[]> second = state.read(other);
        return first.isPresent() && second.isPresent() && Arrays.equals(first.get(), second.get());
    }
}
