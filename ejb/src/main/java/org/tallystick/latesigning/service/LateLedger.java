package org.tallystick.latesigning.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.tallystick.latesigning.service.LateSignatureRepository.Unlogged;
import org.tallystick.ledger.EntryKind;
import org.tallystick.ledger.service.EntryDraft;
import org.tallystick.ledger.service.Ledger;
import org.tallystick.ledger.service.LedgerPosition;

/** Puts late signatures and erasures into the ledger of the acquirer. What a crash leaves is appended later: twice at worst, never not. */
@ApplicationScoped
class LateLedger {
    private static final int MOST = 100;

    private final LateSignatureRepository signatures;
    private final Ledger ledger;

    @Inject
    LateLedger(LateSignatureRepository signatures, Ledger ledger) {
        this.signatures = signatures;
        this.ledger = ledger;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected LateLedger() {
        this(null, null);
    }

    /** Appends what waits. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void publish() {
        List<Unlogged> waiting = signatures.unlogged(MOST);
        for (Unlogged one : waiting) {
            append(EntryKind.LATE_SIGNATURE, one, LateBook.digest(one.object()))
                    .ifPresent(at -> signatures.logged(one.id(), at.log().id(), at.index()));
        }
        for (Unlogged one : signatures.unloggedErasures(MOST)) {
            append(EntryKind.ERASURE, one, LateBook.digestOfObject(one.object()))
                    .ifPresent(at -> signatures.erasureLogged(one.id(), at.index()));
        }
    }

    private Optional<LedgerPosition> append(EntryKind kind, Unlogged one, byte[] digest) {
        return ledger.appendNow(one.acquirer(), new EntryDraft(kind, one.id(), one.subject(), digest));
    }
}
