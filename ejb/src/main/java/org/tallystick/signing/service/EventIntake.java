package org.tallystick.signing.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import org.tallystick.enrolment.service.CertifiedKey;
import org.tallystick.enrolment.service.SignedEvent;
import org.tallystick.enrolment.service.TerminalEvents;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.signing.SignedBill;
import org.tallystick.signing.Typ;

/**
 * Verifies a terminal's event before anybody reads it (API.md, Terminal events): same envelope, same key look-up as a bill,
 * another {@code typ}, so neither can be sent as the other (THREATS.md A8).
 */
@ApplicationScoped
@PermitAll
public class EventIntake {
    private final SignatureCheck signatures;
    private final TerminalEvents events;
    private final IntakeLimits limits;

    @Inject
    EventIntake(SignatureCheck signatures, TerminalEvents events, IntakeLimits limits) {
        this.signatures = signatures;
        this.events = events;
        this.limits = limits;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected EventIntake() {
        this(null, null, null);
    }

    /**
     * @return members of the answer
     * @throws Problem malformed, header-invalid, signature-missing, certificate-unknown, signature-invalid, rate-limited, or
     *     what {@link TerminalEvents#accept} says; nothing is stored then
     */
    public Map<String, Object> accept(byte[] body) {
        SignedBill sent = SignedBill.parse(body);
        if (!sent.parts().isEmpty()) {
            throw Problem.member(ProblemType.MALFORMED, "parts", "must not be there: events have none");
        }
        CertifiedKey signer = signatures.verify(sent, Typ.EVENT).key();
        limits.signed(signer.subject().terminalNo());
        Map<String, Object> answer = events.accept(new SignedEvent(sent.payload(), sent.toJson(), signer));
        signatures.saidHello(signer);
        return answer;
    }
}
