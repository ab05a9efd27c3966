package org.tallystick.reconciliation.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.function.LongConsumer;
import org.tallystick.access.Viewer;
import org.tallystick.reconciliation.FileRefusal;
import org.tallystick.reconciliation.RefusalReason;
import org.tallystick.reconciliation.RowSink;
import org.tallystick.reconciliation.SettlementChange;
import org.tallystick.reconciliation.SettlementFile;
import org.tallystick.reconciliation.SettlementReader;
import org.tallystick.reconciliation.SettlementState;
import org.tallystick.shared.AuditEvent;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.ShopTime;
import org.tallystick.shared.service.Node;
import org.tallystick.shared.service.Settings;

/** Reads a staged file and makes it count: everything or nothing. */
@ApplicationScoped
@PermitAll
public class SettlementImport {

    private final SettlementRepository settlements;
    private final SettlementDesk desk;
    private final SettlementStore store;
    private final Settings settings;
    private final Event<AuditEvent> audit;
    private final Event<SettlementChange> changes;
    private final Clock clock;

    @Inject
    SettlementImport(
            SettlementRepository settlements,
            SettlementDesk desk,
            SettlementStore store,
            Settings settings,
            Event<AuditEvent> audit,
            Event<SettlementChange> changes,
            Clock clock) {
        this.settlements = settlements;
        this.desk = desk;
        this.store = store;
        this.settings = settings;
        this.audit = audit;
        this.changes = changes;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected SettlementImport() {
        this(null, null, null, null, null, null, null);
    }

    /**
     * About how many steps {@link #perform} takes.
     *
     * @throws Problem not-found, also for a file of somebody else
     */
    public long steps(Viewer viewer, String number) {
        return 2 * desk.find(viewer, number).expected();
    }

    /**
     * Reads the file and decides about all its rows, or refuses it. What {@code progress} throws ends it, and nothing is kept but the
     * staged file; so does a crash.
     *
     * @param progress is told how many steps are done since it was told last
     * @throws Problem not-found, also for a file of somebody else; forbidden if it is not staged or is being read already
     */
    public SettlementFile perform(Viewer viewer, String number, LongConsumer progress) throws IOException {
        SettlementFile file = desk.find(viewer, number);
        if (!settlements.in(rows -> FileRepository.claim(rows, file.id(), Node.name()))) {
            throw new Problem(ProblemType.FORBIDDEN, "The file is being read, or has been read.");
        }
        try {
            clear(file);
            stage(file, progress);
            activate(file, progress);
            audit.fire(viewer.audit("settlement.active", number));
            changes.fire(new SettlementChange(file.acquirer()));
        } catch (FileRefusal e) {
            removeRows(file);
            settlements.run(rows -> FileRepository.refuse(rows, file.id(), e, clock.instant()));
            audit.fire(viewer.audit("settlement.refused", number)
                    .change("", e.reason().name()));
        } catch (IOException | RuntimeException e) {
            clear(file);
            settlements.run(rows -> FileRepository.release(rows, file.id()));
            throw e;
        }
        store.delete(number);
        return desk.find(viewer, number);
    }

    private void stage(SettlementFile file, LongConsumer progress) throws IOException {
        if (!Files.isReadable(store.path(file.number()))) {
            throw new FileRefusal(RefusalReason.GONE, "");
        }
        long most = Math.min(SettlementFile.MOST_ROWS, settings.integer("tallystick.reconciliation.most-rows"));
        StagedRows staged = new StagedRows(
                settlements,
                file,
                new StagedRows.Limits(most, settings.integer("tallystick.reconciliation.most-faults")),
                progress);
        var format = SettlementReader.read(
                store.path(file.number()), ShopTime.today(clock), new RowSink(staged::add, staged::addFault));
        staged.end();
        settlements.run(rows -> FileRepository.setFormat(rows, file.id(), format));
    }

    private void activate(SettlementFile file, LongConsumer progress) {
        settlements.run(rows -> {
            DeskRepository.lock(rows, file.acquirer());
            new SettlementMatching(rows, file, clock, progress).run(file.expected());
            DueRepository.addDays(rows, file);
            DueRepository.derive(rows, file.acquirer(), DueRepository.days(rows, file));
            FileRepository.recount(rows, file.id());
            if (!FileRepository.move(
                    rows, file.id(), SettlementState.STAGED, SettlementState.ACTIVE, clock.instant())) {
                throw new IllegalStateException("a settlement file was dropped while it was read: " + file.number());
            }
            // Bills that came while this transaction looked are found by the search for late ones.
            DeskRepository.wake(rows, file.acquirer());
        });
    }

    private void clear(SettlementFile file) {
        removeRows(file);
        settlements.run(rows -> RowRepository.removeFaults(rows, file));
    }

    private void removeRows(SettlementFile file) {
        settlements.run(rows -> RowRepository.removeAll(rows, file));
    }
}
