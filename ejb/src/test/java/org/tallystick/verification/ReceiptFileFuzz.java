package org.tallystick.verification;

import java.time.Instant;
import java.util.List;
import org.tallystick.enrolment.service.FuzzedPlatform;

/** Uploads to the verifier: whatever comes, every question is asked and answered, and nothing made up is genuine. */
public final class ReceiptFileFuzz {
    private static final VerificationContext CONTEXT = VerificationContext.offline(
            TrustAnchors.pinned(List.of(FuzzedPlatform.root()), List.of()), Instant.parse("2027-03-01T08:01:00Z"));
    private static final ReceiptVerifier VERIFIER = new ReceiptVerifier();

    private ReceiptFileFuzz() {}

    /** Before the first input's time is taken. */
    public static void fuzzerInitialize() {
        FuzzedPlatform.certificate();
    }

    public static void fuzzerTestOneInput(byte[] upload) {
        VerificationReport report = VERIFIER.verify(upload, CONTEXT);
        if (report.outcome() == Outcome.GENUINE || report.outcome() == Outcome.UNSIGNED) {
            throw new IllegalStateException("Made up, and found " + report.outcome());
        }
        if (report.checks().size() != ReceiptVerifier.questions().size()) {
            throw new IllegalStateException("Only " + report.checks().size() + " questions were asked");
        }
    }
}
