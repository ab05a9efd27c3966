package org.tallystick.coverage;

import java.util.Map;
import java.util.Optional;
import org.tallystick.signing.Cause;
import org.tallystick.signing.SignatureStatus;

/** Did the cardholder sign the paper slip because the electronic way had failed? */
final class PaperRule implements DiagnosisRule {
    @Override
    public String id() {
        return "paper";
    }

    @Override
    public Optional<Cause> answer(CaseFacts facts) {
        return facts.isStatus(SignatureStatus.PAPER) ? Optional.of(Cause.RETRY_EXHAUSTED) : Optional.empty();
    }

    @Override
    public Map<String, String> inputs(CaseFacts facts) {
        return Map.of("status", facts.statusName());
    }
}
