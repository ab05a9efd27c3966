package org.tallystick.coverage;

import java.util.Map;
import java.util.Optional;
import org.tallystick.enrolment.TerminalEventType;
import org.tallystick.signing.Cause;
import org.tallystick.signing.SignatureStatus;

/** Did the program of the terminal crash around the sale? */
final class CrashRule implements DiagnosisRule {
    @Override
    public String id() {
        return "crash";
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public Optional<Cause> answer(CaseFacts facts) {
        return facts.device().reported(TerminalEventType.APP_CRASH)
                        && !facts.isPlain()
                        && !facts.isStatus(SignatureStatus.NOT_REQUIRED)
                ? Optional.of(Cause.APP_CRASH)
                : Optional.empty();
    }

    @Override
    public Map<String, String> inputs(CaseFacts facts) {
        return Map.of("events", facts.device().events().toString());
    }
}
