package org.tallystick.coverage;

import java.util.Map;
import java.util.Optional;
import org.tallystick.signing.Cause;

/** Does a recovery entry list this bill, and with which cause? */
final class OutageRule implements DiagnosisRule {
    @Override
    public String id() {
        return "outage";
    }

    @Override
    public Optional<Cause> answer(CaseFacts facts) {
        return facts.upload().outage().filter(cause -> cause != Cause.UNKNOWN);
    }

    @Override
    public Map<String, String> inputs(CaseFacts facts) {
        return Map.of("outage", facts.upload().outage().map(Cause::code).orElse(""));
    }
}
