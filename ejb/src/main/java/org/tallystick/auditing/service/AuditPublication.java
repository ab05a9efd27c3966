package org.tallystick.auditing.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tallystick.auditing.Audit;
import org.tallystick.ledger.EntryKind;
import org.tallystick.ledger.LedgerEntry;
import org.tallystick.ledger.service.EntryDraft;
import org.tallystick.ledger.service.Ledger;
import org.tallystick.ledger.service.LedgerLog;
import org.tallystick.ledger.service.LedgerPosition;
import org.tallystick.shared.Problem;
import org.tallystick.shared.Sha256;

/** Puts reports into the ledger, in the first acquirer's log. Twice at worst, never not. */
@ApplicationScoped
class AuditPublication {
    private static final Logger LOG = Logger.getLogger(AuditPublication.class.getName());
    private static final long PATIENCE_SECONDS = 10;

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
            ledger.logs().stream()
                    .findFirst()
                    .map(LedgerLog::acquirer)
                    .flatMap(acquirer -> append(acquirer, one))
                    .ifPresent(at ->
                            runs.logged(one.number(), new Audit.Place(at.log().id(), at.index())));
        }
    }

    private Optional<LedgerPosition> append(String acquirer, AuditRepository.Unlogged one) {
        EntryDraft draft =
                new EntryDraft(EntryKind.AUDIT_RUN, one.number(), LedgerEntry.NO_SUBJECT, Sha256.of(one.json()));
        try {
            return Optional.of(
                    ledger.append(acquirer, draft).toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException | TimeoutException | Problem e) {
            LOG.log(Level.WARNING, "The report of an audit waits for the ledger", e);
            return Optional.empty();
        }
    }
}
