package org.tallystick.notices;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a message is tried again: after {@code first}, then four times as long each time up to {@code longest}, each wait a fifth shorter or
 * longer by chance so that receivers who come back are not hit by everybody at once; given up {@code total} after it was made.
 */
public record RetryPlan(Duration first, Duration longest, Duration total) {
    private static final int GROWTH = 4;
    private static final double SPREAD = 0.2;

    /** @throws IllegalArgumentException unless the times are positive and in this order */
    public RetryPlan {
        if (first.isNegative() || first.isZero() || first.compareTo(longest) > 0 || longest.compareTo(total) > 0) {
            throw new IllegalArgumentException("a retry plan needs 0 < first <= longest <= total");
        }
    }

    /**
     * @param attempts how many have failed, at least 1
     * @param made when the message was made
     * @param chance between 0 and 1
     * @return when to try again; empty: it is given up
     */
    public Optional<Instant> next(int attempts, Instant made, Instant now, double chance) {
        long wait = first.toMillis();
        for (int i = 1; i < attempts && wait < longest.toMillis(); i++) {
            wait *= GROWTH;
        }
        wait = Math.min(wait, longest.toMillis());
        Instant next = now.plusMillis((long) (wait * (1 - SPREAD + 2 * SPREAD * chance)));
        return next.isAfter(made.plus(total)) ? Optional.empty() : Optional.of(next);
    }
}
