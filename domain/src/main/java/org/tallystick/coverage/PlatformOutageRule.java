package org.tallystick.coverage;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tallystick.signing.Cause;

/** Did the bills of many terminals fail to come in the same minutes? */
final class PlatformOutageRule implements DiagnosisRule {
    private static final int MANY = 3;

    @Override
    public String id() {
        return "platform-outage";
    }

    @Override
    public Optional<Cause> answer(CaseFacts facts) {
        boolean many = facts.lacks(Missing.BILL) && facts.upload().terminalsAlike() >= MANY;
        return many || facts.isCause(Set.of(Cause.PLATFORM_OUTAGE))
                ? Optional.of(Cause.PLATFORM_OUTAGE)
                : Optional.empty();
    }

    @Override
    public Map<String, String> inputs(CaseFacts facts) {
        return Map.of("terminalsAlike", String.valueOf(facts.upload().terminalsAlike()), "cause", facts.causeCode());
    }
}
