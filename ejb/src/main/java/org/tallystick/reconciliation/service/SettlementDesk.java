package org.tallystick.reconciliation.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.tallystick.access.Role;
import org.tallystick.access.Viewer;
import org.tallystick.reconciliation.Period;
import org.tallystick.reconciliation.SettlementChange;
import org.tallystick.reconciliation.SettlementFile;
import org.tallystick.reconciliation.SettlementState;
import org.tallystick.shared.AuditEvent;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.PublicNumber;

/** Where settlement files are handed in, dropped and taken back. An officer sees the own institution's, the operator all of them. */
@ApplicationScoped
@PermitAll
public class SettlementDesk {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int LONGEST_NAME = 100;

    private final SettlementRepository settlements;
    private final SettlementStore store;
    private final Event<AuditEvent> audit;
    private final Event<SettlementChange> changes;
    private final Clock clock;

    /**
     * A file as it was handed in.
     *
     * @param acquirer whose it is; for an officer the own institution, whatever this says
     * @param partial whether it holds some of the merchants only
     * @param declared days of sale that it is said to be complete for
     */
    public record Upload(
            String name, String acquirer, boolean partial, Optional<Period> declared, InputStream content) {}

    @Inject
    SettlementDesk(
            SettlementRepository settlements,
            SettlementStore store,
            Event<AuditEvent> audit,
            Event<SettlementChange> changes,
            Clock clock) {
        this.settlements = settlements;
        this.store = store;
        this.audit = audit;
        this.changes = changes;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected SettlementDesk() {
        this(null, null, null, null, null);
    }

    /** The newest first. @param before id of the last one seen, or the largest number */
    public List<SettlementFile> list(Viewer viewer, long before, int most) {
        String scope = scope(viewer);
        return settlements.in(rows -> FileRepository.list(rows, scope, before, most));
    }

    /** @throws Problem not-found, also for a file of somebody else */
    public SettlementFile find(Viewer viewer, String number) {
        String scope = scope(viewer);
        return settlements
                .in(rows -> FileRepository.find(rows, scope, number))
                .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "There is no such settlement file."));
    }

    /** What came of handing a file in. @param fresh whether it is a new one; otherwise the same content was there already */
    public record Handed(SettlementFile file, boolean fresh) {}

    /**
     * Takes a file in; it counts for nothing until it has been read. The same content again, while it counts or waits, is answered with
     * the file that is there and changes nothing.
     *
     * @throws Problem member-invalid for {@code acquirer} if there is none such, for {@code period} if it is none
     */
    public Handed handOnce(Viewer viewer, Upload upload) throws IOException {
        String scope = scope(viewer);
        String acquirer = scope.isEmpty() ? upload.acquirer() : scope;
        if (upload.declared().filter(period -> !period.isPossible()).isPresent()) {
            throw Problem.member(ProblemType.MEMBER_INVALID, "period", "is none");
        }
        if (!settlements.in(rows -> DeskRepository.isAcquirer(rows, acquirer))) {
            throw Problem.member(ProblemType.MEMBER_INVALID, "acquirer", "is unknown");
        }
        String number = PublicNumber.create('S', RANDOM);
        Optional<SettlementFile> same;
        try {
            same = add(viewer, acquirer, upload, number, store.keep(number, upload.content()));
        } catch (IOException | RuntimeException e) {
            store.delete(number);
            throw e;
        }
        if (same.isPresent()) {
            store.delete(number);
            return new Handed(same.get(), false);
        }
        return new Handed(find(viewer, number), true);
    }

    /**
     * The same for a person, who is told.
     *
     * @throws Problem as {@link #handOnce}; member-invalid for {@code file} if the same content is there already
     */
    public SettlementFile hand(Viewer viewer, Upload upload) throws IOException {
        Handed handed = handOnce(viewer, upload);
        if (!handed.fresh()) {
            throw Problem.member(ProblemType.MEMBER_INVALID, "file", "is in use already");
        }
        return handed.file();
    }

    /** @return the file with the same content, if there is one: then nothing is stored */
    private Optional<SettlementFile> add(
            Viewer viewer, String acquirer, Upload upload, String number, SettlementStore.Stored stored) {
        Instant now = clock.instant();
        SettlementFile file = new SettlementFile(
                0,
                number,
                acquirer,
                name(upload.name()),
                Optional.empty(),
                SettlementState.STAGED,
                upload.partial(),
                upload.declared(),
                false,
                stored.expected(),
                Optional.empty(),
                SettlementFile.Counts.NONE,
                "",
                viewer.login(),
                now,
                now);
        Optional<SettlementFile> same = settlements.in(rows -> {
            DeskRepository.open(rows, acquirer);
            DeskRepository.lock(rows, acquirer);
            Optional<SettlementFile> there = FileRepository.sameContent(rows, acquirer, stored.digest());
            if (there.isEmpty()) {
                FileRepository.add(rows, file, stored.digest(), stored.size());
            }
            return there;
        });
        if (same.isEmpty()) {
            audit.fire(viewer.audit("settlement.upload", number).change("", file.name()));
        }
        return same;
    }

    /** Remembers which long work reads it. */
    public void note(Viewer viewer, String number, String work) {
        find(viewer, number);
        settlements.run(rows -> FileRepository.setWork(rows, number, work));
    }

    /**
     * Gives a staged file up.
     *
     * @throws Problem not-found, also for a file of somebody else; forbidden if it is not staged or is being read
     */
    public void drop(Viewer viewer, String number) {
        SettlementFile file = find(viewer, number);
        if (file.reading()
                || !settlements.in(rows -> FileRepository.move(
                        rows, file.id(), SettlementState.STAGED, SettlementState.DROPPED, clock.instant()))) {
            throw new Problem(ProblemType.FORBIDDEN, "Only a file that waits to be read can be dropped.");
        }
        settlements.run(rows -> {
            RowRepository.removeAll(rows, file);
            RowRepository.removeFaults(rows, file);
        });
        store.delete(number);
        audit.fire(viewer.audit("settlement.drop", number));
    }

    /**
     * Takes an active file back as a whole: rows, matches and findings. What other files repeated of it counts again.
     *
     * @throws Problem not-found, also for a file of somebody else; forbidden if it is not active
     */
    public void undo(Viewer viewer, String number) {
        SettlementFile file = find(viewer, number);
        settlements.run(rows -> {
            DeskRepository.lock(rows, file.acquirer());
            if (!FileRepository.move(
                    rows, file.id(), SettlementState.ACTIVE, SettlementState.UNDONE, clock.instant())) {
                throw new Problem(ProblemType.FORBIDDEN, "Only a file that counts can be taken back.");
            }
            List<LocalDate> days = DueRepository.days(rows, file);
            List<Long> touched = UndoRepository.reopen(rows, file);
            UndoRepository.removeResults(rows, file);
            RowRepository.removeAll(rows, file);
            DueRepository.removeDays(rows, file);
            DueRepository.derive(rows, file.acquirer(), days);
            touched.forEach(id -> FileRepository.recount(rows, id));
            DeskRepository.wake(rows, file.acquirer());
        });
        audit.fire(viewer.audit("settlement.undo", number).change("ACTIVE", "UNDONE"));
        changes.fire(new SettlementChange(file.acquirer()));
    }

    /** The acquirer whose files the viewer sees; empty for all. */
    private static String scope(Viewer viewer) {
        viewer.require(Role.INSTITUTION_OFFICER, Role.OPERATOR);
        return viewer.role() == Role.OPERATOR ? "" : viewer.scope().orElseThrow();
    }

    private static String name(String sent) {
        String last = sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1)
                .replaceAll("\\p{Cntrl}", "")
                .strip();
        return last.length() > LONGEST_NAME ? last.substring(0, LONGEST_NAME) : last;
    }
}
