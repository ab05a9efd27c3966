package org.tallystick.coverage;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tallystick.signing.Cause;

/**
 * Did the bills of many terminals fail to come in the same minutes? Many is a share of those that were heard of: among thousands of terminals
 * a few always have a hole of their own.
 */
final class PlatformOutageRule implements DiagnosisRule {
    private static final int MANY = 3;
    /** One in so many. */
    private static final int SHARE = 5;

    @Override
    public String id() {
        return "platform-outage";
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public Optional<Cause> answer(CaseFacts facts) {
        CaseFacts.Upload upload = facts.upload();
        boolean many = facts.lacks(Missing.BILL)
                && upload.terminalsAlike() >= MANY
                && upload.terminalsAlike() * SHARE >= upload.terminalsHeard();
        return many || facts.isCause(Set.of(Cause.PLATFORM_OUTAGE))
                ? Optional.of(Cause.PLATFORM_OUTAGE)
                : Optional.empty();
    }

    @Override
    public Map<String, String> inputs(CaseFacts facts) {
        return Map.of("terminalsAlike", String.valueOf(facts.upload().terminalsAlike()), "cause", facts.causeCode());
    }
}
