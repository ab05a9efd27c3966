package org.tallystick.receipts.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.tallystick.access.Role;
import org.tallystick.access.Viewer;
import org.tallystick.receipts.ReceiptListItem;
import org.tallystick.receipts.ReceiptListPage;
import org.tallystick.receipts.ReceiptListQuery;
import org.tallystick.receipts.service.ReceiptListRepository.Scope;
import org.tallystick.shared.AuditEvent;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.signing.Receipt;
import org.tallystick.signing.ReceiptNumber;
import org.tallystick.signing.service.StoredReceipt;
import org.tallystick.signing.service.StoredReceiptRepository;
import org.tallystick.verification.VerificationReport;
import org.tallystick.verification.service.PlatformVerifier;
import org.tallystick.verification.service.ReceiptFiles;

/**
 * A merchant's receipts for the merchant's programs. A merchant sees its own; an acquirer's officer those of the acquirer's
 * merchants, one merchant at a time, and is audited. What is not visible does not exist.
 */
@ApplicationScoped
@PermitAll
public class ReceiptList {
    private final ReceiptListRepository list;
    private final StoredReceiptRepository receipts;
    private final ReceiptFiles files;
    private final PlatformVerifier verifier;
    private final Event<AuditEvent> audit;

    @Inject
    ReceiptList(
            ReceiptListRepository list,
            StoredReceiptRepository receipts,
            ReceiptFiles files,
            PlatformVerifier verifier,
            Event<AuditEvent> audit) {
        this.list = list;
        this.receipts = receipts;
        this.files = files;
        this.verifier = verifier;
        this.audit = audit;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected ReceiptList() {
        this(null, null, null, null, null);
    }

    /** A receipt with the bill it is about, as the terminal wrote it. */
    public record Entry(ReceiptListItem item, byte[] payload) {}

    /** @throws Problem forbidden for other roles, member-invalid if an officer names no merchant */
    @Transactional
    public ReceiptListPage page(Viewer viewer, ReceiptListQuery query) {
        Scope scope = scope(viewer);
        ReceiptListQuery scoped = scoped(viewer, query);
        noteLook(viewer, "receipt.list", scoped.merchantNo().orElse(""));
        // One more than asked for is read: whether there is a next page must not be guessed.
        List<ReceiptListItem> found = list.find(scope, scoped, scoped.limit() + 1);
        if (found.size() <= scoped.limit()) {
            return new ReceiptListPage(found, Optional.empty());
        }
        List<ReceiptListItem> items = List.copyOf(found.subList(0, scoped.limit()));
        return new ReceiptListPage(
                items, Optional.of(items.get(items.size() - 1).cursor()));
    }

    /** @throws Problem not-found, also for a receipt of somebody else */
    @Transactional
    public Entry find(Viewer viewer, String number) {
        ReceiptListItem item = visible(viewer, number);
        return new Entry(item, Receipt.parse(stored(item).stored()).payload());
    }

    /**
     * Verifies a receipt now.
     *
     * @throws Problem not-found, also for a receipt of somebody else
     */
    @Transactional
    public VerificationReport verify(Viewer viewer, String number) {
        return verifier.verify(files.of(stored(visible(viewer, number))));
    }

    private ReceiptListItem visible(Viewer viewer, String number) {
        ReceiptListItem item = ReceiptNumber.normalise(number)
                .flatMap(known -> list.byNumber(scope(viewer), known))
                .orElseThrow(ReceiptList::unknown);
        noteLook(viewer, "receipt.read", item.number());
        return item;
    }

    private StoredReceipt stored(ReceiptListItem item) {
        return receipts.byNumber(item.number()).orElseThrow(ReceiptList::unknown);
    }

    private static ReceiptListQuery scoped(Viewer viewer, ReceiptListQuery query) {
        if (viewer.role().isMerchant()) {
            return query.merchantNo().isEmpty() ? query.of(viewer.merchantNo()) : query;
        }
        if (query.merchantNo().isEmpty()) {
            throw Problem.member(ProblemType.MEMBER_INVALID, "merchant", "is missing: name one of your merchants");
        }
        return query;
    }

    private static Scope scope(Viewer viewer) {
        viewer.require(Role.MERCHANT_OWNER, Role.MERCHANT_STAFF, Role.INSTITUTION_OFFICER);
        String scope = viewer.scope().orElseThrow();
        return viewer.role().isMerchant() ? Scope.merchant(scope) : Scope.acquirer(scope);
    }

    /** A merchant looking at its own receipts is nobody's business. */
    private void noteLook(Viewer viewer, String action, String object) {
        if (!viewer.role().isMerchant()) {
            audit.fire(viewer.audit(action, object));
        }
    }

    private static Problem unknown() {
        return new Problem(ProblemType.NOT_FOUND, "There is no such receipt.");
    }
}
