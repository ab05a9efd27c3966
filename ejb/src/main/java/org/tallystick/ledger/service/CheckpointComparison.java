package org.tallystick.ledger.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tallystick.ledger.Checkpoint;
import org.tallystick.ledger.Comparison;
import org.tallystick.ledger.LedgerFormatException;
import org.tallystick.ledger.NoteFault;
import org.tallystick.ledger.NoteVerifier;
import org.tallystick.ledger.PublishedHistory;
import org.tallystick.ledger.SignedNote;
import org.tallystick.ledger.SplitView;
import org.tallystick.ledger.service.CheckpointStanding.Kind;
import org.tallystick.shared.AuditEvent;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.Sha256;

/**
 * Holds checkpoints that anybody shows against the platform's logs. What contradicts a log and is signed by its own key is evidence,
 * which is made, kept and told at once: the one who has shown it need not be believed, since nobody else could have signed it.
 */
@ApplicationScoped
@PermitAll
public class CheckpointComparison {
    private static final Logger LOG = Logger.getLogger(CheckpointComparison.class.getName());

    /** Signed by a log that does not show whether it is of its history. */
    private static final Set<Kind> BESIDE = Set.of(Kind.AHEAD, Kind.UNHELD);

    private final LedgerFiles files;
    private final LogRepository repository;
    private final SplitViews views;
    private final Event<AuditEvent> audit;

    @Inject
    CheckpointComparison(LedgerFiles files, LogRepository repository, SplitViews views, Event<AuditEvent> audit) {
        this.files = files;
        this.repository = repository;
        this.views = views;
        this.audit = audit;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected CheckpointComparison() {
        this(null, null, null, null);
    }

    /**
     * Each against the log it is of; two of one log that contradict each other are evidence, also if the log is shown as neither.
     *
     * @param notes signed notes, one or two, as somebody pasted or uploaded them; ends of lines may be those of a form
     * @return in their order
     */
    public List<CheckpointStanding> compare(List<byte[]> notes) {
        List<byte[]> clean = notes.stream().map(CheckpointComparison::clean).toList();
        List<CheckpointStanding> standings =
                new ArrayList<>(clean.stream().map(this::standing).toList());
        if (standings.size() == 2) {
            contradiction(clean, standings).ifPresent(split -> standings.set(1, split));
        }
        return List.copyOf(standings);
    }

    /** Two of one size that the log itself cannot show: it has neither, or is in trouble. */
    private Optional<CheckpointStanding> contradiction(List<byte[]> notes, List<CheckpointStanding> standings) {
        CheckpointStanding one = standings.get(0);
        CheckpointStanding other = standings.get(1);
        if (!BESIDE.contains(one.kind())
                || !BESIDE.contains(other.kind())
                || !one.origin().equals(other.origin())
                || one.size() != other.size()) {
            return Optional.empty();
        }
        LedgerLog log = other.log().orElseThrow();
        SplitView view = SplitView.of(notes.get(0), notes.get(1), Optional.empty());
        return view.proves(keys(log)) ? Optional.of(split(log, other, notes.get(1), view)) : Optional.empty();
    }

    /** Forms send other ends of lines, and people copy too little or too much at either end. */
    private static byte[] clean(byte[] note) {
        String text = new String(note, StandardCharsets.UTF_8).replace("\r\n", "\n");
        String stripped = text.replaceFirst("^\\s*\\n", "").replaceFirst("[ \\t\\n]+$", "") + "\n";
        byte[] cleaned = stripped.getBytes(StandardCharsets.UTF_8);
        return NoteFault.in(note).isEmpty() ? note : cleaned;
    }

    private CheckpointStanding standing(byte[] note) {
        Optional<NoteFault> fault = NoteFault.in(note);
        if (fault.isPresent()) {
            return new CheckpointStanding(Kind.MALFORMED, fault, "", Optional.empty(), 0, 0, "");
        }
        Checkpoint told = Checkpoint.parse(SignedNote.parse(note).text());
        Optional<LedgerLog> log = files.logs().stream()
                .filter(one -> one.origin().equals(told.origin()))
                .findFirst();
        if (log.isEmpty()) {
            return new CheckpointStanding(
                    Kind.FOREIGN, Optional.empty(), told.origin(), Optional.empty(), told.size(), 0, "");
        }
        return against(log.get(), told, note);
    }

    private CheckpointStanding against(LedgerLog log, Checkpoint told, byte[] note) {
        try {
            Checkpoint.open(note, keys(log));
        } catch (LedgerFormatException e) {
            return standing(Kind.NOT_SIGNED, log, told);
        }
        if (told.size() == 0) {
            return standing(Kind.CONSISTENT, log, told);
        }
        if (told.size() > repository.head(log.id()).size()) {
            return ahead(log, told);
        }
        return againstSigned(log, told, note)
                .or(() -> againstPublished(log, told, note))
                .orElseGet(() -> standing(Kind.UNHELD, log, told));
    }

    /** Empty if the log is damaged, or its present tree is not to be signed. */
    private Optional<CheckpointStanding> againstSigned(LedgerLog log, Checkpoint told, byte[] note) {
        try {
            return against(log, files.signedHead(log).checkpoint(), told, note);
        } catch (IllegalStateException e) {
            LOG.log(Level.WARNING, "A checkpoint cannot be held against the tree of " + log.origin(), e);
            return Optional.empty();
        }
    }

    private Optional<CheckpointStanding> againstPublished(LedgerLog log, Checkpoint told, byte[] note) {
        return files.publishedCheckpoint(log)
                .flatMap(published -> against(log, published.getBytes(StandardCharsets.UTF_8), told, note));
    }

    /** Empty if the log's tiles do not show how the two stand, which is no evidence of anything. */
    private Optional<CheckpointStanding> against(LedgerLog log, byte[] signed, Checkpoint told, byte[] note) {
        try {
            PublishedHistory history =
                    new PublishedHistory(new DatabaseTileSource(repository, log.id()), signed, keys(log));
            Comparison comparison = history.compare(note);
            return switch (comparison.verdict()) {
                case CONSISTENT ->
                    Optional.of(standing(
                            Kind.CONSISTENT, log, told, history.checkpoint().size()));
                case BEYOND -> Optional.empty();
                case SPLIT ->
                    comparison
                            .evidence()
                            .filter(view -> view.proves(keys(log)))
                            .map(view -> split(log, standing(Kind.SPLIT, log, told), note, view));
            };
        } catch (IOException | LedgerFormatException e) {
            LOG.log(Level.WARNING, "A checkpoint cannot be held against the tiles of " + log.origin(), e);
            return Optional.empty();
        }
    }

    private CheckpointStanding ahead(LedgerLog log, Checkpoint told) {
        audit.fire(new AuditEvent(
                "anybody",
                "PUBLIC",
                "",
                "",
                "ledger.checkpoint-ahead",
                log.origin(),
                "",
                told.size() + " entries",
                ""));
        return standing(Kind.AHEAD, log, told);
    }

    private CheckpointStanding split(LedgerLog log, CheckpointStanding standing, byte[] note, SplitView view) {
        String text = SignedNote.parse(note).text();
        String id = Base64Url.encode(Sha256.of(text.getBytes(StandardCharsets.UTF_8)));
        views.keep(log, id, standing.size(), view);
        return new CheckpointStanding(
                Kind.SPLIT, Optional.empty(), standing.origin(), standing.log(), standing.size(), standing.known(), id);
    }

    private CheckpointStanding standing(Kind kind, LedgerLog log, Checkpoint told) {
        return standing(kind, log, told, repository.head(log.id()).size());
    }

    private static CheckpointStanding standing(Kind kind, LedgerLog log, Checkpoint told, long known) {
        return new CheckpointStanding(kind, Optional.empty(), told.origin(), Optional.of(log), told.size(), known, "");
    }

    private static List<NoteVerifier> keys(LedgerLog log) {
        return List.of(NoteVerifier.parse(log.verifierKey()));
    }
}
