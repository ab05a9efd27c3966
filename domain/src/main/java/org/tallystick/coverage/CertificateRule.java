package org.tallystick.coverage;

import java.util.Map;
import java.util.Optional;
import org.tallystick.signing.Cause;

/** Did the certificate of the terminal not count when it signed? */
final class CertificateRule implements DiagnosisRule {
    @Override
    public String id() {
        return "certificate";
    }

    @Override
    public Optional<Cause> answer(CaseFacts facts) {
        return facts.statement().cause().filter(cause -> CauseTable.group(cause) == CauseGroup.CERTIFICATE);
    }

    @Override
    public Map<String, String> inputs(CaseFacts facts) {
        return Map.of("cause", facts.causeCode());
    }
}
