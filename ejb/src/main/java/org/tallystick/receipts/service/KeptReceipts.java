package org.tallystick.receipts.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.tallystick.access.Role;
import org.tallystick.access.Viewer;
import org.tallystick.receipts.KeptReceipt;
import org.tallystick.receipts.ReceiptLink;
import org.tallystick.shared.AuditEvent;
import org.tallystick.signing.service.StoredReceipt;
import org.tallystick.signing.service.StoredReceiptRepository;

/** The receipts in a consumer's account. Only whoever shows a receipt's link can keep it; nobody else sees the list. */
@ApplicationScoped
@PermitAll
public class KeptReceipts {
    /** How many an account keeps. */
    public static final int MOST = 1_000;

    private final KeptReceiptRepository repository;
    private final StoredReceiptRepository receipts;
    private final Event<AuditEvent> audit;
    private final Clock clock;

    @Inject
    KeptReceipts(
            KeptReceiptRepository repository, StoredReceiptRepository receipts, Event<AuditEvent> audit, Clock clock) {
        this.repository = repository;
        this.receipts = receipts;
        this.audit = audit;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected KeptReceipts() {
        this(null, null, null, null);
    }

    /**
     * Keeps the receipt behind a link; one that is kept already stays.
     *
     * @param typed as {@link ReceiptLink} reads it
     * @return key of what is wrong: {@code kept.link}, {@code kept.unknown} or {@code kept.full}; empty when done
     */
    @Transactional
    public Optional<String> add(Viewer viewer, String typed) {
        viewer.require(Role.CONSUMER);
        Optional<String> code = ReceiptLink.code(typed);
        if (code.isEmpty()) {
            return Optional.of("kept.link");
        }
        Optional<StoredReceipt> receipt = receipts.byCode(code.get());
        if (receipt.isEmpty()) {
            return Optional.of("kept.unknown");
        }
        repository.lock(viewer.accountId());
        if (repository.has(viewer.accountId(), code.get())) {
            return Optional.empty();
        }
        if (repository.count(viewer.accountId()) >= MOST) {
            return Optional.of("kept.full");
        }
        repository.add(viewer.accountId(), code.get(), clock.millis());
        audit.fire(viewer.audit("kept-receipt.add", receipt.get().number()));
        return Optional.empty();
    }

    /**
     * Keeps the receipts of a device.
     *
     * @param links at most {@link #MOST} are looked at
     * @return whether every one of them is in the account now
     */
    @Transactional
    public boolean move(Viewer viewer, List<String> links) {
        viewer.require(Role.CONSUMER);
        long missing = links.stream()
                .limit(MOST)
                .filter(link -> add(viewer, link).isPresent())
                .count();
        return missing == 0 && links.size() <= MOST;
    }

    /** The newest sale first. */
    public List<KeptReceipt> list(Viewer viewer) {
        viewer.require(Role.CONSUMER);
        return repository.list(viewer.accountId());
    }

    /** The list for a file; that it was taken out is recorded. */
    @Transactional
    public List<KeptReceipt> export(Viewer viewer) {
        List<KeptReceipt> all = list(viewer);
        audit.fire(viewer.audit("kept-receipts.export", "csv").change("", all.size() + " rows"));
        return all;
    }

    /** Takes a receipt out of the account; the receipt itself stays where it is. */
    @Transactional
    public void remove(Viewer viewer, String code) {
        viewer.require(Role.CONSUMER);
        if (repository.remove(viewer.accountId(), code) > 0) {
            String number = receipts.byCode(code).map(StoredReceipt::number).orElse("");
            audit.fire(viewer.audit("kept-receipt.remove", number));
        }
    }
}
