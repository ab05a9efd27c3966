package org.tallystick.coverage;

import java.util.Map;
import java.util.Optional;
import org.tallystick.signing.Cause;
import org.tallystick.signing.SignatureStatus;

/** Did the terminal not ask for a signature although the policy requires one? */
final class NotAskedRule implements DiagnosisRule {
    @Override
    public String id() {
        return "not-asked";
    }

    @Override
    public Optional<Cause> answer(CaseFacts facts) {
        return facts.isStatus(SignatureStatus.NOT_REQUIRED) ? Optional.of(Cause.STEP_SKIPPED) : Optional.empty();
    }

    @Override
    public Map<String, String> inputs(CaseFacts facts) {
        return Map.of("status", facts.statusName());
    }
}
