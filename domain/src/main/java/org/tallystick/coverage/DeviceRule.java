package org.tallystick.coverage;

import java.util.Map;
import java.util.Optional;
import org.tallystick.signing.Cause;

/** Which part of the terminal did it say had failed? */
final class DeviceRule implements DiagnosisRule {
    @Override
    public String id() {
        return "device";
    }

    @Override
    public Optional<Cause> answer(CaseFacts facts) {
        return facts.statement().cause().filter(cause -> CauseTable.group(cause) == CauseGroup.DEVICE);
    }

    @Override
    public Map<String, String> inputs(CaseFacts facts) {
        return Map.of("cause", facts.causeCode());
    }
}
