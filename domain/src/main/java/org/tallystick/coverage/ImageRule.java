package org.tallystick.coverage;

import java.util.Map;
import java.util.Optional;
import org.tallystick.signing.Cause;

/** Is the image of the signature missing, too large, damaged or blank? */
final class ImageRule implements DiagnosisRule {
    @Override
    public String id() {
        return "image";
    }

    @Override
    public Optional<Cause> answer(CaseFacts facts) {
        return facts.lacks(Missing.CARDHOLDER_SIGNATURE)
                ? facts.cardholder().image().cause()
                : Optional.empty();
    }

    @Override
    public Map<String, String> inputs(CaseFacts facts) {
        return Map.of("image", facts.cardholder().image().name());
    }
}
