package org.tallystick.coverage;

import java.time.Instant;
import java.util.Optional;

/** Open cases in a viewer's scope. @param nextDue the earliest end of time among those not yet overdue */
public record CaseTally(long open, long overdue, long automatic, Optional<Instant> nextDue) {
    /** Those that somebody has to do something about. */
    public long byHand() {
        return open - automatic;
    }
}
