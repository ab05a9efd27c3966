package org.tallystick.terminal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/**
 * Empties the outbox: rounds over everything that waits, with pauses that grow, until nothing waits or the caller's
 * patience ends. What cannot be delivered stays. When an outage is over, it is reported (FAILURES.md 8).
 */
final class Delivery {
    /** A round that has begun may take so long; then the cashier waits no longer. */
    private static final Duration ROUND = Duration.ofSeconds(6);

    private final Outbox outbox;
    private final DeliveryRound round;
    private final BackOff backOff;
    private final Clock clock;
    private final Consumer<Duration> pause;

    /** @param pause waits; interrupted, it returns early and leaves the thread's interrupt flag set */
    Delivery(Outbox outbox, DeliveryRound round, BackOff backOff, Clock clock, Consumer<Duration> pause) {
        this.outbox = outbox;
        this.round = round;
        this.backOff = backOff;
        this.clock = clock;
        this.pause = pause;
    }

    /**
     * @param patience no round begins later than this from now; the first always does
     * @param issueRecovery issues bills that list what is missing, and tells how many
     */
    DeliveryReport run(Duration patience, IntSupplier issueRecovery) {
        Instant end = clock.instant().plus(patience);
        int recovery = 0;
        Optional<Reply.Later> trouble = once(end);
        while (!Thread.currentThread().isInterrupted()) {
            if (outbox.index().recoveryIsDue()) {
                recovery += issueRecovery.getAsInt();
            } else if (outbox.index().waiting().isEmpty()) {
                break;
            } else {
                Duration wait = backOff.afterFailure(trouble.flatMap(Reply.Later::retryAfter));
                if (clock.instant().plus(wait).isAfter(end)) {
                    break;
                }
                pause.accept(wait);
            }
            trouble = once(end);
        }
        int waiting = outbox.index().waiting().size();
        return new DeliveryReport(
                round.delivered(),
                round.parked(),
                waiting,
                recovery,
                round.findings(),
                trouble.map(Reply.Later::reason));
    }

    private Optional<Reply.Later> once(Instant end) {
        int before = outbox.index().waiting().size();
        Optional<Reply.Later> trouble = round.run(end.plus(ROUND));
        if (outbox.index().waiting().size() < before) {
            backOff.succeeded();
        }
        return trouble;
    }
}
