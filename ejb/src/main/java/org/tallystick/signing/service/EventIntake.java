package org.tallystick.signing.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import org.tallystick.enrolment.service.CertificateDirectory;
import org.tallystick.enrolment.service.CertifiedKey;
import org.tallystick.enrolment.service.SignedEvent;
import org.tallystick.enrolment.service.TerminalEvents;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.service.Settings;
import org.tallystick.signing.BillHeader;
import org.tallystick.signing.JwsEntry;
import org.tallystick.signing.SignatureSuite;
import org.tallystick.signing.SignedBill;
import org.tallystick.signing.Typ;

/**
 * Verifies a terminal's event before anybody reads it (API.md, Terminal events): same envelope, same key look-up as a bill,
 * another {@code typ}, so neither can be sent as the other (THREATS.md A8).
 */
@ApplicationScoped
@PermitAll
public class EventIntake {
    private final CertificateDirectory directory;
    private final SignatureSuite suite;
    private final TerminalEvents events;
    private final IntakeLimits limits;
    private final Settings settings;

    @Inject
    EventIntake(
            CertificateDirectory directory,
            SignatureSuite suite,
            TerminalEvents events,
            IntakeLimits limits,
            Settings settings) {
        this.directory = directory;
        this.suite = suite;
        this.events = events;
        this.limits = limits;
        this.settings = settings;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected EventIntake() {
        this(null, null, null, null, null);
    }

    /**
     * @return members of the answer
     * @throws Problem malformed, header-invalid, signature-missing, certificate-unknown, signature-invalid, rate-limited, or
     *     what {@link TerminalEvents#accept} says; nothing is stored then
     */
    public Map<String, Object> accept(byte[] body) {
        SignedBill sent = SignedBill.parse(body);
        JwsEntry entry = sent.signature()
                .orElseThrow(
                        () -> new Problem(ProblemType.SIGNATURE_MISSING, "An event carries exactly one signature."));
        if (!sent.parts().isEmpty()) {
            throw Problem.member(ProblemType.MALFORMED, "parts", "must not be there: events have none");
        }
        CertifiedKey signer = verify(entry, sent.payloadB64());
        limits.signed(signer.subject().terminalNo());
        return events.accept(new SignedEvent(sent.payload(), sent.toJson(), signer));
    }

    private CertifiedKey verify(JwsEntry entry, String payloadB64) {
        BillHeader header = BillHeader.parse(entry, Typ.EVENT);
        if (!header.audience().equals(settings.audience())) {
            throw Problem.member(
                    ProblemType.HEADER_INVALID, "aud", "is another platform's; take it from /api/v1/platform");
        }
        CertifiedKey key = directory
                .find(header.certificateDigest())
                .orElseThrow(() -> new Problem(
                        ProblemType.CERTIFICATE_UNKNOWN,
                        "No terminal certificate with this x5t#S256 was issued here. Enrol the terminal."));
        if (!header.alg().jose().equals(key.algorithm())) {
            throw Problem.member(ProblemType.HEADER_INVALID, "alg", "is not the algorithm of this certificate's key");
        }
        if (!suite.verify(key.key(), header.alg(), entry.signingInput(payloadB64), entry.signatureBytes())) {
            throw new Problem(
                    ProblemType.SIGNATURE_INVALID,
                    "The signature does not verify over protected and payload with the certificate's key.");
        }
        return key;
    }
}
