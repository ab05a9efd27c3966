package org.tallystick.coverage.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.tallystick.ledger.service.Ledger;
import org.tallystick.ledger.service.LedgerLog;

/**
 * Looks for missing signatures: receipts in the order of the ledger, then holes and conflicts, then settled sales without a bill, then
 * what has become known since.
 */
@ApplicationScoped
@PermitAll
public class CoverageFinder {
    private final Ledger ledger;
    private final ReceiptBatch batch;
    private final SecondLook second;
    private final SettledRounds settled;
    private final CaseLedger entries;

    @Inject
    CoverageFinder(Ledger ledger, ReceiptBatch batch, SecondLook second, SettledRounds settled, CaseLedger entries) {
        this.ledger = ledger;
        this.batch = batch;
        this.second = second;
        this.settled = settled;
        this.entries = entries;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected CoverageFinder() {
        this(null, null, null, null, null);
    }

    /** Until nothing new is left. */
    public void find() {
        for (LedgerLog log : ledger.logs()) {
            int looked;
            do {
                looked = batch.next(log.id());
            } while (looked == ReceiptBatch.MOST);
        }
        boolean more;
        do {
            more = second.find();
        } while (more);
        settled.look();
        second.again();
        do {
            more = entries.publish();
        } while (more);
    }
}
