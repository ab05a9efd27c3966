package org.tallystick.latesigning;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.tallystick.signing.OriginFlag;
import org.tallystick.signing.SigningMethod;

/**
 * A late signature without what was drawn or typed.
 *
 * @param time when it was signed
 * @param logged place in the ledger; empty while it waits for it
 * @param erased when the drawing or name was erased; empty: it is there
 */
public record LateSignature(
        String id,
        String caseNumber,
        String receipt,
        SigningMethod method,
        Instant time,
        Set<OriginFlag> flags,
        Standing standing,
        Optional<Long> logged,
        Optional<Instant> erased) {

    /** Whether it mends the case. */
    public enum Standing {
        COUNTS,
        /** It is flagged, and nobody of the institution has decided yet. */
        LOOKED_AT,
        /** It was not accepted, or the case was opened again for another reason. */
        DOES_NOT_COUNT
    }

    /** The same with another standing. */
    public LateSignature with(Standing other) {
        return new LateSignature(id, caseNumber, receipt, method, time, flags, other, logged, erased);
    }
}
