package org.tallystick.latesigning;

import java.time.Instant;
import java.util.Optional;

/**
 * A link by which one cardholder may sign one bill once; without its secret.
 *
 * @param receipt number of the receipt
 * @param askedBy login of whoever asked for it
 * @param opened when somebody opened it first
 * @param ending what ended it before its time; empty: nothing
 */
public record LateLink(
        String id,
        String caseNumber,
        String receipt,
        String merchantNo,
        String askedBy,
        Instant asked,
        Instant expires,
        Optional<Instant> opened,
        Optional<State> ending,
        Optional<Instant> ended) {

    /** Where a link is in its life. */
    public enum State {
        OPEN,
        SIGNED,
        /** Whoever opened it says that the sale is not theirs. */
        DENIED,
        /** Taken back, or a newer one took its place. */
        REVOKED,
        EXPIRED
    }

    /** Where it is at a point in time. */
    public State state(Instant now) {
        return ending.orElse(now.isBefore(expires) ? State.OPEN : State.EXPIRED);
    }
}
