package org.tallystick.auditing.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import org.tallystick.auditing.Audit;
import org.tallystick.ledger.EntryKind;
import org.tallystick.ledger.LedgerEntry;
import org.tallystick.ledger.service.EntryDraft;
import org.tallystick.ledger.service.Ledger;
import org.tallystick.shared.Sha256;

/** Puts reports into the ledger, in the first acquirer's log. Twice at worst, never not. */
@ApplicationScoped
class AuditPublication {
    private final AuditRepository runs;
    private final Ledger ledger;

    @Inject
    AuditPublication(AuditRepository runs, Ledger ledger) {
        this.runs = runs;
        this.ledger = ledger;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected AuditPublication() {
        this(null, null);
    }

    /** Appends what waits. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    void publish() {
        for (AuditRepository.Unlogged one : runs.unlogged()) {
            ledger.commonAcquirer()
                    .flatMap(acquirer -> ledger.appendNow(acquirer, draft(one)))
                    .ifPresent(at ->
                            runs.logged(one.number(), new Audit.Place(at.log().id(), at.index())));
        }
    }

    private static EntryDraft draft(AuditRepository.Unlogged one) {
        return new EntryDraft(EntryKind.AUDIT_RUN, one.number(), LedgerEntry.NO_SUBJECT, Sha256.of(one.json()));
    }
}
