package org.tallystick.compliance.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.function.Consumer;
import org.tallystick.access.Role;
import org.tallystick.access.Viewer;
import org.tallystick.compliance.Found;
import org.tallystick.compliance.ReceiptQuery;
import org.tallystick.compliance.ReceiptSummary;
import org.tallystick.receipts.ReceiptPage;
import org.tallystick.receipts.service.ReceiptPages;
import org.tallystick.shared.AuditEvent;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;

/**
 * A regulator looks for receipts across merchants, and opens one. Nothing is shown without a reason, and every list and every
 * receipt that was shown is in the audit trail with that reason.
 */
@ApplicationScoped
@PermitAll
public class ReceiptInspection {
    /** Characters that a reason needs at least, and has at most. */
    public static final int SHORTEST_REASON = 6;

    public static final int LONGEST_REASON = 200;

    private final ReceiptListRepository receipts;
    private final ReceiptPages pages;
    private final Event<AuditEvent> audit;

    @Inject
    ReceiptInspection(ReceiptListRepository receipts, ReceiptPages pages, Event<AuditEvent> audit) {
        this.receipts = receipts;
        this.pages = pages;
        this.audit = audit;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected ReceiptInspection() {
        this(null, null, null);
    }

    public static boolean isReason(String text) {
        int length = text.strip().length();
        return length >= SHORTEST_REASON && length <= LONGEST_REASON;
    }

    /**
     * Records that somebody begins to look, and why.
     *
     * @throws Problem with the member {@code reason} if it is none
     */
    public void begin(Viewer viewer, String reason, String what) {
        viewer.require(Role.REGULATOR);
        audit.fire(viewer.audit("receipt.search", what).because(checked(reason)));
    }

    /** @throws Problem with the member {@code reason} if it is none */
    public Found<ReceiptSummary> find(Viewer viewer, ReceiptQuery query, String reason) {
        viewer.require(Role.REGULATOR);
        Scope scope = Scope.of(viewer);
        audit.fire(viewer.audit("receipt.list", query.words()).because(checked(reason)));
        return new Found<>(receipts.find(scope, query), receipts.count(scope, query), query.page(), ReceiptQuery.ROWS);
    }

    /** Whether the figures of the days may count more than the list has, as logs were removed after their retention. */
    public boolean isPartOf(Viewer viewer, ReceiptQuery query) {
        viewer.require(Role.REGULATOR);
        return query.number().isEmpty() && query.digest().isEmpty() && receipts.reachesRemoved(query);
    }

    /**
     * Reads every page, and records that they were taken out.
     *
     * @throws Problem with the member {@code reason} if it is none
     */
    public void export(Viewer viewer, ReceiptQuery query, String reason, Consumer<ReceiptSummary> reader) {
        viewer.require(Role.REGULATOR);
        Scope scope = Scope.of(viewer);
        long all = receipts.count(scope, query);
        audit.fire(viewer.audit("receipt.export", query.words())
                .change("", all + " rows")
                .because(checked(reason)));
        for (int page = 0; (long) page * ReceiptQuery.ROWS < all; page++) {
            receipts.find(scope, query.onPage(page)).forEach(reader);
        }
    }

    /**
     * A receipt with the verifier's report of now.
     *
     * @throws Problem not found, also for a receipt that the viewer may not see; or with the member {@code reason}
     */
    public ReceiptPage open(Viewer viewer, String number, String reason) {
        viewer.require(Role.REGULATOR);
        String why = checked(reason);
        ReceiptPage page = receipts.one(Scope.of(viewer), number)
                .flatMap(found -> pages.findByNumber(found.number()))
                .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "There is no such receipt."));
        audit.fire(viewer.audit("receipt.view", number).because(why));
        return page;
    }

    private static String checked(String reason) {
        if (!isReason(reason)) {
            throw Problem.member(ProblemType.MEMBER_INVALID, "reason", "must say why, in 6 to 200 characters");
        }
        return reason.strip();
    }
}
