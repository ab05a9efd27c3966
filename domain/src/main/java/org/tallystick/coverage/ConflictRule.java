package org.tallystick.coverage;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tallystick.signing.Cause;

/** Does another bill hold the same counter? */
final class ConflictRule implements DiagnosisRule {
    @Override
    public String id() {
        return "conflict";
    }

    @Override
    public Optional<Cause> answer(CaseFacts facts) {
        return facts.statement().conflict() || facts.isCause(Set.of(Cause.CONFLICT))
                ? Optional.of(Cause.CONFLICT)
                : Optional.empty();
    }

    @Override
    public Map<String, String> inputs(CaseFacts facts) {
        return Map.of("conflict", String.valueOf(facts.statement().conflict()), "cause", facts.causeCode());
    }
}
