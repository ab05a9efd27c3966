package org.tallystick.coverage;

import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tallystick.signing.Cause;

/** What did the terminal say of sending the bill? */
final class UploadRule implements DiagnosisRule {
    private static final Set<Cause> OF_UPLOAD = EnumSet.of(
            Cause.UPLOAD_CONNECT_FAIL,
            Cause.UPLOAD_TIMEOUT,
            Cause.RETRY_EXHAUSTED,
            Cause.HOST_REFUSED,
            Cause.MAC_ERROR,
            Cause.FORMAT);

    @Override
    public String id() {
        return "upload";
    }

    @Override
    public Optional<Cause> answer(CaseFacts facts) {
        return facts.statement().cause().filter(OF_UPLOAD::contains);
    }

    @Override
    public Map<String, String> inputs(CaseFacts facts) {
        return Map.of("cause", facts.causeCode());
    }
}
