package org.tallystick.coverage;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tallystick.signing.Cause;

/** Does the code behind the handwriting belong to another sale? */
final class FeatureCodeRule implements DiagnosisRule {
    @Override
    public String id() {
        return "feature-code";
    }

    @Override
    public Optional<Cause> answer(CaseFacts facts) {
        return facts.cardholder().feature() == FeatureResult.DIFFERS || facts.isCause(Set.of(Cause.FEATURE_MISMATCH))
                ? Optional.of(Cause.FEATURE_MISMATCH)
                : Optional.empty();
    }

    @Override
    public Map<String, String> inputs(CaseFacts facts) {
        return Map.of("feature", facts.cardholder().feature().name());
    }
}
