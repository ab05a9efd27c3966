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
     * @param patience how long to go on without anything getting through; zero for one round
     * @param issueRecovery issues bills that list what is missing, and tells how many
     */
    DeliveryReport run(Duration patience, IntSupplier issueRecovery) {
        int recovery = 0;
        Instant end = clock.instant().plus(patience);
        Optional<Reply.Later> trouble;
        while (true) {
            int before = outbox.index().waiting().size();
            trouble = round.run(clock.instant().plus(patience).plus(ROUND));
            if (outbox.index().waiting().size() < before) {
                backOff.succeeded();
                end = clock.instant().plus(patience);
            }
            if (outbox.index().recoveryIsDue()) {
                recovery += issueRecovery.getAsInt();
            } else if (outbox.index().waiting().isEmpty() || !pausedUntil(end, trouble)) {
                break;
            }
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

    /** Waits for the next round; false if it would begin too late, or somebody wants the program to end. */
    private boolean pausedUntil(Instant end, Optional<Reply.Later> trouble) {
        Duration wait = backOff.afterFailure(trouble.flatMap(Reply.Later::retryAfter));
        if (clock.instant().plus(wait).isAfter(end)) {
            return false;
        }
        pause.accept(wait);
        return !Thread.currentThread().isInterrupted();
    }
}
