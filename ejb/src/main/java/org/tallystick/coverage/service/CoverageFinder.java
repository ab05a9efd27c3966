package org.tallystick.coverage.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.tallystick.ledger.service.LedgerFiles;
import org.tallystick.ledger.service.LedgerShard;

/**
 * Looks for missing signatures: receipts in the order of the ledger, then holes and conflicts, then settled sales without a bill, then
 * what has become known since.
 */
@ApplicationScoped
@PermitAll
public class CoverageFinder {
    private final LedgerFiles ledger;
    private final ReceiptBatch batch;
    private final SecondLook second;
    private final SettledRounds settled;
    private final CaseLedger entries;

    @Inject
    CoverageFinder(
            LedgerFiles ledger, ReceiptBatch batch, SecondLook second, SettledRounds settled, CaseLedger entries) {
        this.ledger = ledger;
        this.batch = batch;
        this.second = second;
        this.settled = settled;
        this.entries = entries;
    }

    private final Set<Integer> readToTheEnd = ConcurrentHashMap.newKeySet();

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected CoverageFinder() {
        this(null, null, null, null, null);
    }

    /** Until nothing new is left. */
    public void find() {
        ledger.shards().stream()
                .filter(shard -> !shard.log().isMaster())
                .filter(shard -> !readToTheEnd.contains(shard.log().id()))
                .sorted(Comparator.comparingInt(shard -> shard.log().id()))
                .forEach(this::read);
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

    /** Nothing follows in a log that had ended before it was read. */
    private void read(LedgerShard shard) {
        int looked;
        do {
            looked = batch.next(shard.log().id());
        } while (looked == ReceiptBatch.MOST);
        if (!shard.isOpen()) {
            readToTheEnd.add(shard.log().id());
        }
    }
}
