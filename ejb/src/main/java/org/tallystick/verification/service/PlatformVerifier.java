package org.tallystick.verification.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import org.tallystick.verification.Purpose;
import org.tallystick.verification.ReceiptFile;
import org.tallystick.verification.ReceiptVerifier;
import org.tallystick.verification.VerificationContext;
import org.tallystick.verification.VerificationReport;

/** Verifies receipts against this platform's own anchors: those stored here and those somebody uploads. */
@ApplicationScoped
@PermitAll
public class PlatformVerifier {
    private final ReceiptVerifier verifier = new ReceiptVerifier();
    private final Anchors anchors;
    private final OnlineFactsSource facts;
    private final Clock clock;

    @Inject
    PlatformVerifier(Anchors anchors, OnlineFactsSource facts, Clock clock) {
        this.anchors = anchors;
        this.facts = facts;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected PlatformVerifier() {
        this(null, null, null);
    }

    /** Never throws for bad input: what cannot be read fails the question {@code format}. */
    public VerificationReport verify(byte[] upload) {
        return verify(upload, Purpose.CONSUMER);
    }

    /** The same for another purpose, which may ask for more. */
    public VerificationReport verify(byte[] upload, Purpose purpose) {
        return verifier.verify(upload, context().with(purpose));
    }

    public VerificationReport verify(ReceiptFile file) {
        return verifier.verify(file, context());
    }

    private VerificationContext context() {
        return VerificationContext.online(anchors.current(), clock.instant(), facts::about);
    }
}
