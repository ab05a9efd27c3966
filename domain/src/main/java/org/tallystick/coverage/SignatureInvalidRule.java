package org.tallystick.coverage;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tallystick.signing.Cause;

/** Did a signature come that does not belong to the bill? */
final class SignatureInvalidRule implements DiagnosisRule {
    @Override
    public String id() {
        return "signature-invalid";
    }

    @Override
    public Optional<Cause> answer(CaseFacts facts) {
        return facts.isCause(Set.of(Cause.SIGNATURE_INVALID)) ? Optional.of(Cause.SIGNATURE_INVALID) : Optional.empty();
    }

    @Override
    public Map<String, String> inputs(CaseFacts facts) {
        return Map.of("cause", facts.causeCode());
    }
}
