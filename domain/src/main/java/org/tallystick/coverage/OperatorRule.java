package org.tallystick.coverage;

import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tallystick.enrolment.TerminalEventType;
import org.tallystick.signing.Cause;
import org.tallystick.signing.SignatureStatus;

/** Did signing take too long, was it cancelled, or was the step left out? */
final class OperatorRule implements DiagnosisRule {
    private static final Set<Cause> DECLARED =
            EnumSet.of(Cause.SIGN_TIMEOUT, Cause.SIGN_CANCELLED, Cause.STEP_SKIPPED, Cause.IMAGE_BLANK);

    @Override
    public String id() {
        return "operator";
    }

    @Override
    public Optional<Cause> answer(CaseFacts facts) {
        if (facts.isStatus(SignatureStatus.TIMEOUT) || facts.reportedOfPad(TerminalEventType.SIGN_TIMEOUT)) {
            return Optional.of(Cause.SIGN_TIMEOUT);
        }
        if (facts.isStatus(SignatureStatus.CANCELLED) || facts.reportedOfPad(TerminalEventType.SIGN_CANCELLED)) {
            return Optional.of(Cause.SIGN_CANCELLED);
        }
        boolean skipped =
                facts.isStatus(SignatureStatus.BYPASSED) || facts.reportedOfPad(TerminalEventType.STEP_SKIPPED);
        return skipped
                ? Optional.of(Cause.STEP_SKIPPED)
                : facts.statement().cause().filter(DECLARED::contains);
    }

    @Override
    public Map<String, String> inputs(CaseFacts facts) {
        return Map.of(
                "status", facts.statusName(), "events", facts.device().events().toString(), "cause", facts.causeCode());
    }
}
