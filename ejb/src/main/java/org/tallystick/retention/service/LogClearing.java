package org.tallystick.retention.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.OptionalLong;
import org.tallystick.ledger.service.LedgerRemovals;
import org.tallystick.ledger.service.RemovedLog;

/**
 * Deletes what was in removed logs, piece by piece: first the receipts with everything that hangs on them, then the entries that were about them.
 * A crash between two pieces is gone on from; several nodes may do so at the same time.
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

    /** @param pieces of receipts at most; what is left comes with the next run */
    public void run(int pieces) {
        int done = 0;
        for (RemovedLog removed : removals.all()) {
            while (!removed.cleared()
                    && done < pieces
                    && rows.next(removed.log().id())) {
                done++;
            }
            if (!removed.cleared() && done < pieces) {
                clearEntries(removed);
            }
        }
    }

    private void clearEntries(RemovedLog removed) {
        OptionalLong next = OptionalLong.of(0);
        while (next.isPresent()) {
            next = removals.clear(removed, next.getAsLong());
        }
        removals.cleared(removed);
    }
}
