package org.tallystick.coverage.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.tallystick.reconciliation.SettlementChange;
import org.tallystick.shared.service.Settings;

/**
 * Goes round all cases with settled rows and all settled rows without a bill: when a settlement has changed, and from time to time, because
 * the time that a late bill has runs out by itself. Both rounds are made in small steps, between which other work is done; where they
 * stand is in memory only, since a round that begins anew does nothing twice.
 */
@ApplicationScoped
class SettledRounds {
    /** Batches of either round in one step. */
    private static final int BATCHES = 10;

    private final SettledBatch batch;
    private final Settings settings;
    private final Clock clock;
    private final AtomicBoolean asked = new AtomicBoolean(true);

    // Guarded by this: where the rounds stand, empty if none is under way; and whether one is to follow.
    private Optional<String> review = Optional.empty();
    private Optional<Long> open = Optional.empty();
    private boolean reviewNext;
    private boolean openNext;
    private long due;

    @Inject
    SettledRounds(SettledBatch batch, Settings settings, Clock clock) {
        this.batch = batch;
        this.settings = settings;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected SettledRounds() {
        this(null, null, null);
    }

    /** A hint; what is missed is found in the next round. */
    void changed(@Observes SettlementChange change) {
        asked.set(true);
    }

    /** Goes on with both rounds, and begins them if it is time. A million rows do not keep a late bill from closing its case. */
    synchronized void look() {
        if (asked.getAndSet(false) || clock.millis() >= due) {
            due = clock.millis()
                    + settings.duration("tallystick.coverage.settled-interval").toMillis();
            reviewNext = true;
            openNext = true;
        }
        if (review.isEmpty() && reviewNext) {
            review = Optional.of("");
            reviewNext = false;
        }
        if (open.isEmpty() && openNext) {
            open = Optional.of(0L);
            openNext = false;
        }
        for (int i = 0; i < BATCHES && review.isPresent(); i++) {
            review = batch.review(review.get());
        }
        for (int i = 0; i < BATCHES && open.isPresent(); i++) {
            open = batch.open(open.get());
        }
    }
}
