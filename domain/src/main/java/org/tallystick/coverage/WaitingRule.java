package org.tallystick.coverage;

import java.util.Map;
import java.util.Optional;
import org.tallystick.signing.Cause;

/** Does the bill wait in the outbox of the terminal? */
final class WaitingRule implements DiagnosisRule {
    @Override
    public String id() {
        return "waiting";
    }

    @Override
    public Optional<Cause> answer(CaseFacts facts) {
        return facts.lacksBill() && facts.upload().waiting()
                ? Optional.of(Cause.UPLOAD_CONNECT_FAIL)
                : Optional.empty();
    }

    @Override
    public Map<String, String> inputs(CaseFacts facts) {
        return Map.of("waiting", String.valueOf(facts.upload().waiting()));
    }
}
