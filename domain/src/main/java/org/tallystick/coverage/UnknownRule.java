package org.tallystick.coverage;

import java.util.Map;
import java.util.Optional;
import org.tallystick.signing.Cause;

/** No other rule has an answer. */
final class UnknownRule implements DiagnosisRule {
    @Override
    public String id() {
        return "unknown";
    }

    @Override
    public Optional<Cause> answer(CaseFacts facts) {
        return Optional.of(Cause.UNKNOWN);
    }

    @Override
    public Map<String, String> inputs(CaseFacts facts) {
        return Map.of("cause", facts.causeCode());
    }
}
