package org.tallystick.coverage;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tallystick.signing.Cause;

/** Has the image served another sale before? */
final class ImageReusedRule implements DiagnosisRule {
    @Override
    public String id() {
        return "image-reused";
    }

    @Override
    public Optional<Cause> answer(CaseFacts facts) {
        return facts.cardholder().image() == ImageResult.REUSED || facts.isCause(Set.of(Cause.IMAGE_REUSED))
                ? Optional.of(Cause.IMAGE_REUSED)
                : Optional.empty();
    }

    @Override
    public Map<String, String> inputs(CaseFacts facts) {
        return Map.of("image", facts.cardholder().image().name());
    }
}
