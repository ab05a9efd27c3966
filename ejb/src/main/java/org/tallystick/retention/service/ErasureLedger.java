package org.tallystick.retention.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.tallystick.ledger.EntryKind;
import org.tallystick.ledger.LedgerEntry;
import org.tallystick.ledger.service.EntryDraft;
import org.tallystick.ledger.service.Ledger;
import org.tallystick.ledger.service.LedgerPosition;
import org.tallystick.retention.service.ErasureRepository.Unlogged;
import org.tallystick.shared.Sha256;

/** Puts erasures into the log of the receipt's institution. Twice at worst, never not. */
@ApplicationScoped
@PermitAll
public class ErasureLedger {
    /** So many waits stay below what a transaction may take. */
    private static final int MOST = 10;

    private final ErasureRepository erasures;
    private final Ledger ledger;

    @Inject
    ErasureLedger(ErasureRepository erasures, Ledger ledger) {
        this.erasures = erasures;
        this.ledger = ledger;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected ErasureLedger() {
        this(null, null);
    }

    /** Appends what waits; the first that cannot be appended leaves the rest for the next time. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void publish() {
        for (Unlogged one : erasures.unlogged(MOST)) {
            Optional<LedgerPosition> position = ledger.appendNow(one.acquirer(), draft(one));
            if (position.isEmpty()) {
                return;
            }
            erasures.logged(one.id(), position.get().log().id(), position.get().index());
        }
    }

    private static EntryDraft draft(Unlogged one) {
        return new EntryDraft(EntryKind.ERASURE, one.id(), LedgerEntry.NO_SUBJECT, Sha256.of(one.object()));
    }
}
