package org.tallystick.auditing.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.tallystick.access.Viewer;
import org.tallystick.auditing.Audit;
import org.tallystick.auditing.AuditState;
import org.tallystick.auditing.AuditVerdict;
import org.tallystick.auditing.AuditedLog;
import org.tallystick.auditing.LoggedFinding;
import org.tallystick.shared.AuditEvent;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.service.Node;

/** The changes of runs' rows, each a transaction of its own, with its record in the audit trail where somebody did it. */
@ApplicationScoped
class AuditBook {
    /** A run that was not heard of for so long is thought dead. */
    private static final Duration SILENT = Duration.ofMinutes(2);

    private final AuditRepository runs;
    private final AuditedLogRepository logs;
    private final Event<AuditEvent> trail;
    private final Clock clock;

    @Inject
    AuditBook(AuditRepository runs, AuditedLogRepository logs, Event<AuditEvent> trail, Clock clock) {
        this.runs = runs;
        this.logs = logs;
        this.trail = trail;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected AuditBook() {
        this(null, null, null, null);
    }

    /** @throws Problem rate-limited if the account has as many unfinished as it may have */
    @Transactional
    void open(Viewer viewer, Audit audit, int most) {
        if (runs.unfinished(viewer.accountId()) >= most) {
            throw new Problem(ProblemType.RATE_LIMITED, "Wait until some of your audits have ended, or cancel one.");
        }
        runs.add(audit);
        audit.scope().logs().forEach(log -> logs.add(audit.number(), log));
        trail.fire(viewer.audit("audit.start", audit.number())
                .change("", audit.scope().span() + " " + audit.scope().key()));
    }

    @Transactional
    void askToCancel(Viewer viewer, String number) {
        if (runs.askToCancel(number, clock.millis()) > 0) {
            trail.fire(viewer.audit("audit.cancel", number));
        }
    }

    @Transactional
    void goOn(Viewer viewer, String number) {
        if (runs.goOn(number) > 0) {
            trail.fire(viewer.audit("audit.continue", number));
        }
    }

    /** The oldest that waits, unless this server has as many as it may have; it is this server's then. */
    @Transactional(TxType.REQUIRES_NEW)
    Optional<Audit> takeNext(int most) {
        if (runs.running(Node.name()) >= most) {
            return Optional.empty();
        }
        return runs.waiting(1).stream()
                .filter(audit -> runs.take(audit, Node.name(), clock.millis()))
                .flatMap(audit -> runs.find(audit.number()).stream())
                .findFirst();
    }

    /** @return whether the attempt is to go on */
    @Transactional(TxType.REQUIRES_NEW)
    boolean advance(Audit audit, long done, long total) {
        return runs.advance(audit, done, total, clock.millis());
    }

    /** @return whether the attempt is to go on; one that was thought dead writes nothing over what another has found */
    @Transactional(TxType.REQUIRES_NEW)
    boolean begin(Audit audit, AuditedLog log) {
        if (!runs.hold(audit)) {
            return false;
        }
        logs.forget(audit.number(), log.id());
        logs.keep(audit.number(), log);
        return true;
    }

    /** @return whether the attempt is to go on */
    @Transactional(TxType.REQUIRES_NEW)
    boolean keep(Audit audit, AuditedLog log, int position, List<LoggedFinding> found) {
        if (!runs.hold(audit)) {
            return false;
        }
        logs.keep(audit.number(), log);
        for (int i = 0; i < found.size(); i++) {
            logs.add(audit.number(), position + i, found.get(i));
        }
        return true;
    }

    /** @param packed what the audit can go on from @return whether the attempt is to go on */
    @Transactional(TxType.REQUIRES_NEW)
    boolean remember(Audit audit, AuditedLog log, byte[] packed) {
        if (!runs.hold(audit)) {
            return false;
        }
        logs.keep(audit.number(), log);
        logs.remember(audit.number(), log.id(), packed);
        return true;
    }

    @Transactional(TxType.REQUIRES_NEW)
    void finish(Audit audit, AuditVerdict verdict, AuditRepository.Report report) {
        if (runs.finish(audit, verdict, report, clock.millis())) {
            trail.fire(system("audit.done", audit.number(), verdict.name()));
        }
    }

    @Transactional(TxType.REQUIRES_NEW)
    void end(Audit audit, AuditState state, String reference) {
        runs.end(audit, state, reference, clock.millis());
        if (state == AuditState.FAILED) {
            trail.fire(system("audit.failed", audit.number(), reference));
        }
    }

    @Transactional(TxType.REQUIRES_NEW)
    boolean isCancelAsked(String number) {
        return runs.isCancelAsked(number);
    }

    /** What this server had not ended when it stopped. */
    @Transactional(TxType.REQUIRES_NEW)
    int takeUpOwn() {
        return runs.cutOff(Node.name(), clock.millis() - SILENT.toMillis(), clock.millis());
    }

    /** What other servers have not told of since. */
    @Transactional(TxType.REQUIRES_NEW)
    int takeUpSilent() {
        return runs.running() == 0 ? 0 : runs.cutOff("", clock.millis() - SILENT.toMillis(), clock.millis());
    }

    private static AuditEvent system(String action, String number, String after) {
        return new AuditEvent("platform", "SYSTEM", "", "", action, number, "", after, "");
    }
}
