package org.tallystick.latesigning.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tallystick.latesigning.service.LateSignatureRepository.Unlogged;
import org.tallystick.ledger.EntryKind;
import org.tallystick.ledger.service.EntryDraft;
import org.tallystick.ledger.service.Ledger;
import org.tallystick.ledger.service.LedgerPosition;
import org.tallystick.shared.Problem;

/** Puts late signatures and erasures into the ledger of the acquirer. What a crash leaves is appended later: twice at worst, never not. */
@ApplicationScoped
class LateLedger {
    private static final Logger LOG = Logger.getLogger(LateLedger.class.getName());
    private static final int MOST = 100;
    private static final long PATIENCE_SECONDS = 10;

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
        try {
            return Optional.of(ledger.append(one.acquirer(), new EntryDraft(kind, one.id(), one.subject(), digest))
                    .toCompletableFuture()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException | TimeoutException | Problem e) {
            LOG.log(Level.WARNING, "A late signature waits for the ledger", e);
            return Optional.empty();
        }
    }
}
