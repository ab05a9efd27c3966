package org.tallystick.auditing.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.tallystick.access.Role;
import org.tallystick.access.Viewer;
import org.tallystick.auditing.Audit;
import org.tallystick.auditing.AuditScope;
import org.tallystick.auditing.AuditState;
import org.tallystick.ledger.service.LedgerFiles;
import org.tallystick.ledger.service.LedgerLog;
import org.tallystick.shared.AuditEvent;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.service.Settings;
import org.tallystick.work.Work;
import org.tallystick.work.service.WorkDesk;

/**
 * Where regulators and the operator start audits and follow them. The ledger is one for all, so every run is there for all of them,
 * whoever started it; a run is ended only by who started it, so that the operator cannot end a regulator's.
 */
@ApplicationScoped
@PermitAll
public class AuditDesk {
    private final AuditRepository runs;
    private final AuditBook book;
    private final LedgerFiles ledger;
    private final Settings settings;
    private final Event<AuditEvent> trail;
    private final Clock clock;

    @Inject
    AuditDesk(
            AuditRepository runs,
            AuditBook book,
            LedgerFiles ledger,
            Settings settings,
            Event<AuditEvent> trail,
            Clock clock) {
        this.runs = runs;
        this.book = book;
        this.ledger = ledger;
        this.settings = settings;
        this.trail = trail;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected AuditDesk() {
        this(null, null, null, null, null, null);
    }

    /** Logs that have published a checkpoint: there is something to look at. The newest first. */
    public List<LedgerLog> logs(Viewer viewer) {
        requireReader(viewer);
        return ledger.logs().stream()
                .filter(log -> ledger.publishedState(log).isPresent())
                .sorted((one, other) -> other.id() - one.id())
                .toList();
    }

    /**
     * Starts a run, or lets it wait for its turn.
     *
     * @return its number
     * @throws Problem member-invalid if there is no such log, or nothing in it; rate-limited if the account has too many
     */
    public String start(Viewer viewer, AuditScope scope) {
        List<Integer> known = logs(viewer).stream().map(LedgerLog::id).toList();
        if (scope.logs().isEmpty() || !known.containsAll(scope.logs())) {
            throw Problem.member(ProblemType.MEMBER_INVALID, "logs", "must name logs that have published a checkpoint");
        }
        if (scope.from().isPresent()
                && scope.to().isPresent()
                && scope.from().get().isAfter(scope.to().get())) {
            throw Problem.member(ProblemType.MEMBER_INVALID, "to", "must not be before the first day");
        }
        Audit audit = new Audit(
                "AU-" + WorkDesk.number(clock),
                viewer.accountId(),
                viewer.login(),
                viewer.role(),
                scope,
                AuditState.WAITING,
                new Work.Counts(0, size(scope)),
                new Work.Times(clock.millis(), 0, 0),
                false,
                0,
                0,
                runs.previous(scope).orElse(""),
                "",
                Optional.empty(),
                Optional.empty());
        book.open(viewer, audit, settings.integer("tallystick.audits.per-account"));
        return audit.number();
    }

    private long size(AuditScope scope) {
        return scope.logs().stream()
                .flatMap(id -> ledger.log(id).stream())
                .flatMap(log -> ledger.publishedState(log).stream())
                .mapToLong(LedgerFiles.PublishedState::size)
                .sum();
    }

    /** The newest first. */
    public List<Audit> list(Viewer viewer, int first, int count) {
        requireReader(viewer);
        return runs.list(first, count);
    }

    public long count(Viewer viewer) {
        requireReader(viewer);
        return runs.count();
    }

    /** @throws Problem not-found */
    public Audit find(Viewer viewer, String number) {
        requireReader(viewer);
        return runs.find(number).orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "There is no such audit."));
    }

    /** How many run now or begin before it; 0 for what does not wait. */
    public long before(Audit audit) {
        int place = runs.waiting().indexOf(audit.number());
        return place < 0 ? 0 : runs.running() + place;
    }

    /** Whether the viewer may end it. */
    public boolean mayCancel(Viewer viewer, Audit audit) {
        return !audit.state().isOver() && audit.accountId().equals(viewer.accountId());
    }

    /** @throws Problem forbidden for a run that somebody else started */
    public void cancel(Viewer viewer, String number) {
        Audit audit = find(viewer, number);
        if (!audit.accountId().equals(viewer.accountId())) {
            throw new Problem(ProblemType.FORBIDDEN, "Only who started an audit can cancel it.");
        }
        book.askToCancel(viewer, number);
    }

    /** Lets a run that was cut off too often go on from where it was. */
    public void goOn(Viewer viewer, String number) {
        find(viewer, number);
        book.goOn(viewer, number);
    }

    /** That somebody takes a report is recorded. */
    public void taken(Viewer viewer, String number) {
        trail.fire(viewer.audit("audit.fetch", number));
    }

    static void requireReader(Viewer viewer) {
        viewer.require(Role.REGULATOR, Role.OPERATOR);
    }
}
