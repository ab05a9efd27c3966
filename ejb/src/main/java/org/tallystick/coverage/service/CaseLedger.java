package org.tallystick.coverage.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tallystick.coverage.service.StepRepository.Unlogged;
import org.tallystick.ledger.EntryKind;
import org.tallystick.ledger.service.EntryDraft;
import org.tallystick.ledger.service.Ledger;
import org.tallystick.ledger.service.LedgerPosition;
import org.tallystick.shared.Problem;
import org.tallystick.shared.Sha256;

/** Puts the steps of cases into the ledger of the acquirer, in order. What a crash leaves is appended later: twice at worst, never not. */
@ApplicationScoped
class CaseLedger {
    private static final Logger LOG = Logger.getLogger(CaseLedger.class.getName());
    private static final int MOST = 500;
    private static final long PATIENCE_SECONDS = 10;
    private static final String NO_SUBJECT = "-";

    private final StepRepository steps;
    private final Ledger ledger;

    @Inject
    CaseLedger(StepRepository steps, Ledger ledger) {
        this.steps = steps;
        this.ledger = ledger;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected CaseLedger() {
        this(null, null);
    }

    /** Appends what waits. @return whether there may be more */
    boolean publish() {
        List<Unlogged> waiting = steps.unlogged(MOST);
        List<CompletableFuture<LedgerPosition>> sent = new ArrayList<>();
        try {
            for (Unlogged step : waiting) {
                EntryDraft draft = new EntryDraft(EntryKind.CASE, step.id(), NO_SUBJECT, Sha256.of(step.object()));
                sent.add(ledger.append(step.acquirer(), draft).toCompletableFuture());
            }
        } catch (Problem e) {
            LOG.log(Level.WARNING, "Steps of cases wait for the ledger: {0}", e.detail());
        }
        List<Unlogged> tried = waiting.subList(0, sent.size());
        List<Optional<Long>> places = sent.stream().map(CaseLedger::place).toList();
        steps.logged(places, tried);
        return waiting.size() == MOST && places.stream().allMatch(Optional::isPresent);
    }

    private static Optional<Long> place(CompletableFuture<LedgerPosition> sent) {
        try {
            return Optional.of(sent.get(PATIENCE_SECONDS, TimeUnit.SECONDS).index());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException | TimeoutException e) {
            LOG.log(Level.WARNING, "A step of a case waits for the ledger", e);
            return Optional.empty();
        }
    }
}
