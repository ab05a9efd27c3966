package org.tallystick.reconciliation.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.tallystick.access.Role;
import org.tallystick.access.Viewer;
import org.tallystick.reconciliation.MatchResult;
import org.tallystick.reconciliation.RowFault;
import org.tallystick.reconciliation.SettledLine;
import org.tallystick.reconciliation.SettlementFile;
import org.tallystick.reconciliation.UnsettledReceipt;
import org.tallystick.shared.AuditEvent;

/** What came of a file, in pages and as a whole. Rows and receipts are for the institution's officers; the operator sees no receipts. */
@ApplicationScoped
@PermitAll
public class SettlementLists {
    private static final int PAGE = 1_000;

    private final SettlementRepository settlements;
    private final SettlementDesk desk;
    private final Event<AuditEvent> audit;

    @Inject
    SettlementLists(SettlementRepository settlements, SettlementDesk desk, Event<AuditEvent> audit) {
        this.settlements = settlements;
        this.desk = desk;
        this.audit = audit;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected SettlementLists() {
        this(null, null, null);
    }

    /** Rows of an active file by line. @param afterLine the last one seen, from 0 */
    public List<SettledLine> lines(
            Viewer viewer, SettlementFile file, Collection<MatchResult> results, long afterLine, int most) {
        SettlementFile own = own(viewer, file);
        return settlements.in(
                rows -> ListRepository.lines(rows, results, own.firstRowId() + afterLine, own.lastRowId(), most));
    }

    /** Receipts of the file's days that no file settles, by time of sale. */
    public List<UnsettledReceipt> missing(
            Viewer viewer, SettlementFile file, Optional<UnsettledReceipt> after, int most) {
        SettlementFile own = own(viewer, file);
        return settlements.in(rows -> ListRepository.missing(rows, own, after, most));
    }

    public long countMissing(Viewer viewer, SettlementFile file) {
        SettlementFile own = desk.find(viewer, file.number());
        return settlements.in(rows -> ListRepository.missing(rows, own));
    }

    /** Bad lines in the file's order. @param from number of the first one, from 0 */
    public List<RowFault> faults(Viewer viewer, SettlementFile file, long from, int most) {
        SettlementFile seen = desk.find(viewer, file.number());
        return settlements.in(rows -> ListRepository.faults(rows, seen, from, most));
    }

    /** All rows with these results, read page by page; that they are taken away is recorded. */
    public void eachLine(
            Viewer viewer, SettlementFile file, Collection<MatchResult> results, Consumer<SettledLine> taker) {
        noteExport(viewer, file);
        List<SettledLine> page = lines(viewer, file, results, 0, PAGE);
        while (!page.isEmpty()) {
            page.forEach(taker);
            long last = page.get(page.size() - 1).row().line();
            page = lines(viewer, file, results, last, PAGE);
        }
    }

    /** All receipts of the file's days that no file settles. */
    public void eachMissing(Viewer viewer, SettlementFile file, Consumer<UnsettledReceipt> taker) {
        noteExport(viewer, file);
        List<UnsettledReceipt> page = missing(viewer, file, Optional.empty(), PAGE);
        while (!page.isEmpty()) {
            page.forEach(taker);
            page = missing(viewer, file, Optional.of(page.get(page.size() - 1)), PAGE);
        }
    }

    /** All bad lines. */
    public void eachFault(Viewer viewer, SettlementFile file, Consumer<RowFault> taker) {
        long seen = 0;
        List<RowFault> page = faults(viewer, file, 0, PAGE);
        while (!page.isEmpty()) {
            page.forEach(taker);
            seen += page.size();
            page = faults(viewer, file, seen, PAGE);
        }
    }

    private SettlementFile own(Viewer viewer, SettlementFile file) {
        viewer.require(Role.INSTITUTION_OFFICER);
        return desk.find(viewer, file.number());
    }

    private void noteExport(Viewer viewer, SettlementFile file) {
        audit.fire(viewer.audit("settlement.export", file.number()));
    }
}
