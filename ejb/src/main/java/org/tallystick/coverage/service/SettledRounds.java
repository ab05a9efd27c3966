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
 * Goes round all settled rows without a bill and all cases with such rows: when a settlement has changed, and from time to time, because
 * the time that a late bill has runs out by itself. A round is made in small steps, between which other work is done; where it stands
 * is in memory only, since a round that begins anew does nothing twice.
 */
@ApplicationScoped
class SettledRounds {
    /** Batches of one step. */
    private static final int BATCHES = 10;

    private final SettledBatch batch;
    private final Settings settings;
    private final Clock clock;
    private final AtomicBoolean asked = new AtomicBoolean(true);

    // Guarded by this. Where the round stands; both empty: none is under way.
    private Optional<String> review = Optional.empty();
    private Optional<Long> open = Optional.empty();
    private long next;

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

    /** Goes on with a round, or begins one if it is time. */
    synchronized void look() {
        if (review.isEmpty() && open.isEmpty()) {
            if (!asked.getAndSet(false) && clock.millis() < next) {
                return;
            }
            next = clock.millis()
                    + settings.duration("tallystick.coverage.settled-interval").toMillis();
            review = Optional.of("");
        }
        for (int i = 0; i < BATCHES && (review.isPresent() || open.isPresent()); i++) {
            step();
        }
    }

    private void step() {
        if (review.isPresent()) {
            review = batch.review(review.get());
            open = review.isPresent() ? Optional.empty() : Optional.of(0L);
        } else {
            open = batch.open(open.orElse(0L));
        }
    }
}
