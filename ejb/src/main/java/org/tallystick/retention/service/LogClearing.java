package org.tallystick.retention.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.service.LedgerRemovals;
import org.tallystick.ledger.service.RemovedLog;
import org.tallystick.retention.service.RemovedRowsRepository.Step;

/**
 * Deletes what was in removed logs, once the master log says publicly that they are: first the receipts with everything that hangs on them, then
 * the entries that were about them, piece by piece. A crash between two pieces is gone on from; several nodes may do so at the same time. What
 * somebody has begun about a receipt since the removal was ordered, or while nobody looked, holds that receipt until it is over.
 */
@ApplicationScoped
@PermitAll
public class LogClearing {
    private final LedgerRemovals removals;
    private final RemovedRowsRepository rows;

    @Inject
    LogClearing(LedgerRemovals removals, RemovedRowsRepository rows) {
        this.removals = removals;
        this.rows = rows;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected LogClearing() {
        this(null, null);
    }

    /**
     * One log that cannot be cleared now does not hold up the others.
     *
     * @param pieces of each log at most; what is left comes with the next run
     */
    public void run(int pieces) {
        RuntimeException failure = null;
        for (RemovedLog removed : removals.all()) {
            try {
                if (!removed.cleared() && removals.of(removed.log()).isPresent()) {
                    clear(removed, pieces);
                }
            } catch (RuntimeException e) {
                failure = first(failure, e);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static RuntimeException first(@Nullable RuntimeException known, RuntimeException another) {
        if (known == null) {
            return another;
        }
        known.addSuppressed(another);
        return known;
    }

    private void clear(RemovedLog removed, int pieces) {
        Step step = Step.MORE;
        for (int piece = 0; piece < pieces && step == Step.MORE; piece++) {
            step = rows.next(removed.log().id(), removed.keepDays());
        }
        if (step == Step.DONE) {
            OptionalLong next = OptionalLong.of(0);
            while (next.isPresent()) {
                next = removals.clear(removed, next.getAsLong());
            }
            removals.cleared(removed);
        }
    }
}
