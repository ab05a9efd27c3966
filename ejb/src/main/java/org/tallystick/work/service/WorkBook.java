package org.tallystick.work.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Set;
import org.tallystick.access.Viewer;
import org.tallystick.shared.AuditEvent;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.service.Node;
import org.tallystick.work.Work;
import org.tallystick.work.WorkState;

/** The changes of long work's rows, each a transaction together with its audit record. */
@ApplicationScoped
class WorkBook {
    private final WorkRepository repository;
    private final Event<AuditEvent> audit;
    private final Clock clock;

    @Inject
    WorkBook(WorkRepository repository, Event<AuditEvent> audit, Clock clock) {
        this.repository = repository;
        this.audit = audit;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected WorkBook() {
        this(null, null, null);
    }

    /** @throws Problem rate-limited if the account has as many unfinished as it may have */
    @Transactional
    void open(Viewer viewer, Work work, int most) {
        if (repository.unfinished(viewer) >= most) {
            throw new Problem(ProblemType.RATE_LIMITED, "Wait until some of your work has ended, or cancel it.");
        }
        repository.add(work, Node.name());
        audit.fire(
                viewer.audit("work.start", work.number()).change("", work.kind() + " " + shortened(work.parameters())));
    }

    /** @throws Problem not-found if there is no such work of this viewer that has not ended */
    @Transactional
    void askToCancel(Viewer viewer, String number) {
        if (repository.askToCancel(viewer, number, clock.millis()) == 0) {
            throw new Problem(ProblemType.NOT_FOUND, "There is no such work that could be cancelled.");
        }
        audit.fire(viewer.audit("work.cancel", number));
    }

    @Transactional
    void see(Viewer viewer, String number) {
        repository.see(viewer, number);
    }

    @Transactional
    void seeAll(Viewer viewer) {
        repository.seeAll(viewer);
    }

    @Transactional
    boolean begin(String number, long total) {
        return repository.begin(number, total, clock.millis());
    }

    @Transactional
    boolean advance(String number, long done) {
        return repository.advance(number, done);
    }

    @Transactional
    void finish(Viewer viewer, String number, long done, long size, long until) {
        repository.finish(number, done, size, until, clock.millis());
        audit.fire(viewer.audit("work.done", number).change("", done + " steps"));
    }

    @Transactional
    void end(Viewer viewer, String number, WorkState state, String reference) {
        repository.end(number, state, reference, clock.millis());
        if (state == WorkState.FAILED) {
            audit.fire(viewer.audit("work.failed", number).change("", reference));
        }
    }

    @Transactional
    int interruptUnfinished() {
        return repository.interrupt(Node.name(), clock.millis());
    }

    Set<String> numbersOfFiles() {
        return Set.copyOf(repository.numbersOfFiles(clock.millis()));
    }

    private static String shortened(String parameters) {
        return parameters.length() > 400 ? parameters.substring(0, 400) : parameters;
    }
}
