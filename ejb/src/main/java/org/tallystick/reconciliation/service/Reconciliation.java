package org.tallystick.reconciliation.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tallystick.ledger.LedgerEntry;
import org.tallystick.reconciliation.MatchRule;
import org.tallystick.reconciliation.OpenRow;
import org.tallystick.reconciliation.RowStanding;
import org.tallystick.reconciliation.SettledLine;
import org.tallystick.reconciliation.SettlementChange;
import org.tallystick.reconciliation.SettlementFile;
import org.tallystick.reconciliation.UnsettledReceipt;
import org.tallystick.reconciliation.service.DeskRepository.Desk;
import org.tallystick.reconciliation.service.DeskRepository.Follow;

/**
 * What other capabilities ask about settlements, and the search for bills that came late. For the platform itself: no viewer, all
 * acquirers.
 */
@ApplicationScoped
@PermitAll
public class Reconciliation {
    private static final int ENTRIES = 500;

    /** Batches of entries in one go: more than the ledger takes in between. */
    private static final int BATCHES = 40;

    private static final int OPEN_ROWS = 5_000;

    private final SettlementRepository settlements;
    private final Event<SettlementChange> changes;
    private final Clock clock;

    @Inject
    Reconciliation(SettlementRepository settlements, Event<SettlementChange> changes, Clock clock) {
        this.settlements = settlements;
        this.changes = changes;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected Reconciliation() {
        this(null, null, null);
    }

    /** Rows of active files without a receipt, by id. A row that gets its receipt, or whose file is undone, leaves this list. */
    public List<OpenRow> withoutReceipt(long afterId, int most) {
        return settlements.in(rows -> StandingRepository.withoutReceipt(rows, afterId, most));
    }

    /** How rows stand by now, by id; those of files that were undone are left out. */
    public Map<Long, RowStanding> standings(Collection<Long> ids) {
        return settlements.in(rows -> StandingRepository.standings(rows, ids));
    }

    /** Receipts of days that are due without a row, by time of sale. @param after the last one seen */
    public List<UnsettledReceipt> notSettled(Optional<UnsettledReceipt> after, int most) {
        return settlements.in(rows -> ListRepository.missing(rows, "1 = 1", List.of(), after, most));
    }

    /** The row that settles a receipt, first, and those that pay it once more. */
    public List<SettledLine> rowsOf(String terminalNo, long series, long counter) {
        return settlements.in(rows -> ListRepository.linesOf(rows, terminalNo, series, counter));
    }

    /**
     * Goes on with the search for late bills: follows the ledger, and looks through some rows without a receipt. To be called again and
     * again; several servers may do so.
     *
     * @return how many rows have got their receipt
     */
    public int again() {
        for (Follow follow : settlements.in(DeskRepository::grown)) {
            Follow at = follow;
            for (int i = 0; i < BATCHES && !at.isDone(); i++) {
                Follow now = at;
                at = settlements.in(rows -> follow(rows, now));
            }
        }
        int matched = 0;
        for (String acquirer : settlements.in(DeskRepository::awake)) {
            int found = settlements.in(rows -> lookThrough(rows, acquirer));
            if (found > 0) {
                changes.fire(new SettlementChange(acquirer));
            }
            matched += found;
        }
        return matched;
    }

    private static Follow follow(StatementRepository rows, Follow follow) {
        DeskRepository.lock(rows, follow.acquirer());
        List<LedgerEntry> entries = DeskRepository.entries(rows, follow, ENTRIES);
        List<String> receipts = entries.stream()
                .filter(DeskRepository::isReceipt)
                .map(LedgerEntry::id)
                .toList();
        DueRepository.addLate(rows, receipts);
        if (!receipts.isEmpty()) {
            DeskRepository.wake(rows, follow.acquirer());
        }
        Follow next = entries.isEmpty()
                ? new Follow(follow.logId(), follow.acquirer(), follow.size(), follow.size())
                : follow.after(entries.size());
        DeskRepository.follow(rows, next.logId(), next.from());
        return next;
    }

    private int lookThrough(StatementRepository rows, String acquirer) {
        Desk desk = DeskRepository.lock(rows, acquirer);
        List<Long> open = DeskRepository.open(rows, acquirer, desk.next(), OPEN_ROWS);
        // A round that begins now sees everything that has come until now.
        boolean pending = desk.next() > 0 && desk.pending();
        if (open.isEmpty()) {
            DeskRepository.set(rows, acquirer, new Desk(0, pending));
            return 0;
        }
        long last = open.get(open.size() - 1);
        int matched = decide(rows, open.get(0), last);
        DeskRepository.set(rows, acquirer, new Desk(open.size() < OPEN_ROWS ? 0 : last, pending));
        return matched;
    }

    private int decide(StatementRepository rows, long from, long to) {
        long now = clock.millis();
        int matched = 0;
        Set<Long> files = new HashSet<>();
        MatchRepository.repeated(rows, from, to, now);
        for (MatchRule rule : MatchRepository.rules(rows, now)) {
            List<MatchRepository.Late> found = MatchRepository.late(rows, rule, from, to);
            MatchRepository.settle(rows, rule, found, now);
            DueRepository.settled(rows, found);
            found.forEach(late -> files.add(late.row() / SettlementFile.ROW_IDS));
            matched += found.size();
        }
        files.forEach(id -> FileRepository.recount(rows, id));
        return matched;
    }
}
