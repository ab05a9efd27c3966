package org.tallystick.coverage;

import java.util.Map;
import java.util.Optional;
import org.tallystick.signing.Cause;

/** May the signature still come with the next message? */
final class PendingRule implements DiagnosisRule {
    @Override
    public String id() {
        return "pending";
    }

    @Override
    public Optional<Cause> answer(CaseFacts facts) {
        return facts.cardholder().pending() && !facts.lacks(Missing.TERMINAL_SIGNATURE)
                ? Optional.of(Cause.PENDING_NEXT_TXN)
                : Optional.empty();
    }

    @Override
    public Map<String, String> inputs(CaseFacts facts) {
        return Map.of("pending", String.valueOf(facts.cardholder().pending()));
    }
}
