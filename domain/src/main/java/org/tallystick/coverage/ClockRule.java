package org.tallystick.coverage;

import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tallystick.signing.Cause;

/** Was the signature not accepted because the clock of the terminal was wrong? */
final class ClockRule implements DiagnosisRule {
    private static final Set<Cause> BY_THE_CLOCK =
            EnumSet.of(Cause.UNKNOWN, Cause.CERT_EXPIRED, Cause.CERT_NOT_YET_VALID);

    @Override
    public String id() {
        return "clock";
    }

    @Override
    public Optional<Cause> answer(CaseFacts facts) {
        boolean skewed = facts.statement().clockSkewed() && facts.isCause(BY_THE_CLOCK);
        return skewed || facts.isCause(Set.of(Cause.CLOCK_SKEW)) ? Optional.of(Cause.CLOCK_SKEW) : Optional.empty();
    }

    @Override
    public Map<String, String> inputs(CaseFacts facts) {
        return Map.of("clockSkewed", String.valueOf(facts.statement().clockSkewed()), "cause", facts.causeCode());
    }
}
