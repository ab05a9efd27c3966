package org.tallystick.coverage;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tallystick.signing.Cause;

/** Was the bill, or the one before it, changed after it was issued? */
final class ChainRule implements DiagnosisRule {
    @Override
    public String id() {
        return "chain";
    }

    @Override
    public Optional<Cause> answer(CaseFacts facts) {
        return facts.statement().chainBroken() || facts.isCause(Set.of(Cause.BILL_TAMPERED))
                ? Optional.of(Cause.BILL_TAMPERED)
                : Optional.empty();
    }

    @Override
    public Map<String, String> inputs(CaseFacts facts) {
        return Map.of("chainBroken", String.valueOf(facts.statement().chainBroken()), "cause", facts.causeCode());
    }
}
