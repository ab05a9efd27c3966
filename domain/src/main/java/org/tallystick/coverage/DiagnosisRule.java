package org.tallystick.coverage;

import java.util.Map;
import java.util.Optional;
import org.tallystick.signing.Cause;

/** One question of the diagnosis. Its text stands in the pages' bundle under {@code rule.} and the id. */
interface DiagnosisRule {
    /** Never changes; a different question gets another id. */
    String id();

    /** Grows when the same question is answered differently. */
    default int version() {
        return 1;
    }

    /** The cause, if this rule has the answer. */
    Optional<Cause> answer(CaseFacts facts);

    /** What it looked at, by name. */
    Map<String, String> inputs(CaseFacts facts);
}
