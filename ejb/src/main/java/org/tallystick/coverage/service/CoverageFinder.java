package org.tallystick.coverage.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.tallystick.ledger.service.LedgerFiles;
import org.tallystick.ledger.service.LedgerShard;
import org.tallystick.signing.service.FreshReceipts;

/**
 * Looks for missing signatures: receipts in the order of the ledger, then holes and conflicts, then settled sales without a bill, then
 * what has become known since.
 */
@ApplicationScoped
@PermitAll
public class CoverageFinder {
    /** More than are ever kept in memory. */
    private static final int MOST_ROUNDS = 8;

    private final LedgerFiles ledger;
    private final FreshReceipts fresh;
    private final ReceiptBatch batch;
    private final SecondLook second;
    private final SettledRounds settled;
    private final CaseLedger entries;
    private final Set<Integer> readToTheEnd = ConcurrentHashMap.newKeySet();
    /** Open logs behind which nothing earlier of their institution is unread: a receipt may replace one of a log before. */
    private volatile Set<Integer> current = Set.of();

    @Inject
    CoverageFinder(
            LedgerFiles ledger,
            FreshReceipts fresh,
            ReceiptBatch batch,
            SecondLook second,
            SettledRounds settled,
            CaseLedger entries) {
        this.ledger = ledger;
        this.fresh = fresh;
        this.batch = batch;
        this.second = second;
        this.settled = settled;
        this.entries = entries;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected CoverageFinder() {
        this(null, null, null, null, null, null);
    }

    /**
     * What this node has just stored, before it grows old in memory: of each log a batch in turn, as often as there is something left, but not
     * for ever. The rest is for {@link #find}.
     */
    void findFresh() {
        List<Integer> left = fresh.logs().stream().filter(current::contains).toList();
        for (int round = 0; round < MOST_ROUNDS && !left.isEmpty(); round++) {
            left = withMore(left);
        }
    }

    private List<Integer> withMore(List<Integer> logs) {
        List<Integer> more = new ArrayList<>();
        RuntimeException failure = null;
        for (int log : logs) {
            try {
                if (batch.next(log) >= ReceiptBatch.MOST) {
                    more.add(log);
                }
            } catch (RuntimeException e) {
                // The others are read all the same.
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
        return more;
    }

    /** Until nothing new is left. */
    public void find() {
        List<LedgerShard> unread = ledger.shards().stream()
                .filter(shard -> !shard.log().isMaster())
                .filter(shard -> !readToTheEnd.contains(shard.log().id()))
                .sorted(Comparator.comparingInt(shard -> shard.log().id()))
                .toList();
        unread.forEach(this::read);
        // All that had ended have been read to the end.
        current = unread.stream()
                .filter(LedgerShard::isOpen)
                .map(shard -> shard.log().id())
                .collect(Collectors.toUnmodifiableSet());
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
        } while (looked >= ReceiptBatch.MOST || looked > 0 && !shard.isOpen());
        if (!shard.isOpen()) {
            readToTheEnd.add(shard.log().id());
        }
    }
}
