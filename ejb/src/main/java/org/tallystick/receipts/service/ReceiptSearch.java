package org.tallystick.receipts.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.tallystick.access.Role;
import org.tallystick.access.Viewer;
import org.tallystick.receipts.ReceiptCursor;
import org.tallystick.receipts.ReceiptFilter;
import org.tallystick.receipts.ReceiptList;
import org.tallystick.receipts.ReceiptOrder;
import org.tallystick.receipts.ReceiptRow;
import org.tallystick.receipts.ReceiptTotals;
import org.tallystick.shared.AuditEvent;

/**
 * Finds receipts for merchants (their own), officers of an acquirer (its merchants’) and regulators (their region’s). Replaced
 * records are left out: each sale stands once.
 */
@ApplicationScoped
@PermitAll
public class ReceiptSearch {
    private static final int EXPORT_PAGE = 500;

    private final ReceiptSearchRepository repository;
    private final MerchantDays days;
    private final Event<AuditEvent> audit;

    @Inject
    ReceiptSearch(ReceiptSearchRepository repository, MerchantDays days, Event<AuditEvent> audit) {
        this.repository = repository;
        this.days = days;
        this.audit = audit;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected ReceiptSearch() {
        this(null, null, null);
    }

    /** @param place where the page begins or ends; empty for the first one */
    public ReceiptList page(
            Viewer viewer, ReceiptFilter filter, ReceiptOrder order, Optional<ReceiptCursor> place, int size) {
        admit(viewer);
        note(viewer, "receipts.search", filter.merchant().orElse(""));
        boolean onward = place.map(ReceiptCursor::onward).orElse(true);
        List<ReceiptRow> found = repository.page(viewer, filter, order, place, size + 1);
        boolean more = found.size() > size;
        List<ReceiptRow> rows = !more ? found : onward ? found.subList(0, size) : found.subList(1, size + 1);
        boolean hasBefore = onward ? place.isPresent() : more;
        boolean hasAfter = onward ? more : true;
        return rows.isEmpty()
                ? new ReceiptList(rows, Optional.empty(), Optional.empty())
                : new ReceiptList(
                        List.copyOf(rows),
                        Optional.of(ReceiptCursor.before(rows.get(0), order)).filter(c -> hasBefore),
                        Optional.of(ReceiptCursor.after(rows.get(rows.size() - 1), order))
                                .filter(c -> hasAfter));
    }

    /** Count and sum of exactly what the filter finds. */
    public ReceiptTotals totals(Viewer viewer, ReceiptFilter filter) {
        admit(viewer);
        return Optional.of(viewer)
                .filter(own -> own.role().isMerchant())
                .flatMap(own -> days.totals(own.merchantNo(), filter))
                .orElseGet(() -> repository.totals(viewer, filter));
    }

    /** Whether there is anything to be seen at all. */
    public boolean any(Viewer viewer) {
        admit(viewer);
        return repository.any(viewer);
    }

    /** A receipt that may be seen, also one that was replaced; nothing otherwise. */
    public Optional<ReceiptRow> byNumber(Viewer viewer, String number) {
        admit(viewer);
        Optional<ReceiptRow> found = repository.byNumber(viewer, number);
        found.ifPresent(row -> note(viewer, "receipt.view", row.number()));
        return found;
    }

    /**
     * Reads everything the filter finds, holding some hundred rows at a time, and records that it was taken out.
     *
     * @param form of the file, such as {@code csv}
     */
    public void export(
            Viewer viewer, ReceiptFilter filter, ReceiptOrder order, String form, Consumer<ReceiptRow> reader) {
        admit(viewer);
        audit.fire(viewer.audit("receipts.export", form)
                .change("", totals(viewer, filter).count() + " rows"));
        Optional<ReceiptCursor> place = Optional.empty();
        List<ReceiptRow> page;
        do {
            page = repository.page(viewer, filter, order, place, EXPORT_PAGE);
            page.forEach(reader);
            place = page.isEmpty() ? place : Optional.of(ReceiptCursor.after(page.get(page.size() - 1), order));
        } while (page.size() == EXPORT_PAGE);
    }

    /** Who looks beyond the own shop is recorded. */
    private void note(Viewer viewer, String action, String object) {
        if (!viewer.role().isMerchant()) {
            audit.fire(viewer.audit(action, object));
        }
    }

    private static void admit(Viewer viewer) {
        viewer.require(Role.MERCHANT_OWNER, Role.MERCHANT_STAFF, Role.INSTITUTION_OFFICER, Role.REGULATOR);
    }
}
