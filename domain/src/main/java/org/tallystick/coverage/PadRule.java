package org.tallystick.coverage;

import java.util.Map;
import java.util.Optional;
import org.tallystick.enrolment.TerminalEventType;
import org.tallystick.signing.Cause;
import org.tallystick.signing.SignatureStatus;

/** Was the signature pad missing or out of order? */
final class PadRule implements DiagnosisRule {
    @Override
    public String id() {
        return "pad";
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public Optional<Cause> answer(CaseFacts facts) {
        if (facts.isStatus(SignatureStatus.PAD_ABSENT) || facts.reportedOfPad(TerminalEventType.PAD_ABSENT)) {
            return Optional.of(Cause.PAD_ABSENT);
        }
        if (isWithoutHandshake(facts)) {
            return Optional.of(Cause.PAD_HANDSHAKE_FAIL);
        }
        boolean error = facts.isStatus(SignatureStatus.PAD_ERROR) || facts.reportedOfPad(TerminalEventType.PAD_ERROR);
        return error ? Optional.of(Cause.PAD_ERROR) : Optional.empty();
    }

    /** A pad that does not answer is out of order too: the event says more than the bill. */
    private static boolean isWithoutHandshake(CaseFacts facts) {
        boolean told = facts.device().reported(TerminalEventType.PAD_HANDSHAKE_FAIL);
        return facts.reportedOfPad(TerminalEventType.PAD_HANDSHAKE_FAIL)
                || told && facts.isStatus(SignatureStatus.PAD_ERROR);
    }

    @Override
    public Map<String, String> inputs(CaseFacts facts) {
        return Map.of(
                "status", facts.statusName(), "events", facts.device().events().toString());
    }
}
