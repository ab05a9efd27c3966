package org.tallystick.work.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tallystick.access.service.Profile;
import org.tallystick.shared.service.Ids;
import org.tallystick.shared.service.Settings;
import org.tallystick.work.Work;
import org.tallystick.work.WorkState;
import org.tallystick.work.service.WorkQueue.Assignment;

/** Does one piece of long work from its beginning to its end, whatever the end is. */
@ApplicationScoped
class WorkExecution {
    private static final Logger LOG = Logger.getLogger(WorkExecution.class.getName());

    private final WorkBook book;
    private final WorkFiles files;
    private final Profile accounts;
    private final Settings settings;
    private final Clock clock;

    @Inject
    WorkExecution(WorkBook book, WorkFiles files, Profile accounts, Settings settings, Clock clock) {
        this.book = book;
        this.files = files;
        this.accounts = accounts;
        this.settings = settings;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected WorkExecution() {
        this(null, null, null, null, null);
    }

    /** Never throws: the next one in the queue has not deserved it. */
    void perform(Assignment assignment) {
        String number = assignment.work().number();
        try {
            run(assignment);
        } catch (WorkStopped e) {
            end(assignment, WorkState.CANCELLED, "");
        } catch (IOException | RuntimeException e) {
            String reference = Ids.random();
            LOG.log(Level.SEVERE, "Long work " + number + " has failed, reference " + reference, e);
            end(assignment, WorkState.FAILED, reference);
        }
    }

    private void run(Assignment assignment) throws IOException {
        Work work = assignment.work();
        if (!accounts.stands(assignment.viewer())
                || !book.begin(work.number(), assignment.kind().steps(assignment.viewer(), work.parameters()))) {
            throw new WorkStopped();
        }
        WorkRun run = new WorkRun(
                assignment.viewer(),
                work.parameters(),
                Locale.forLanguageTag(work.language()),
                clock,
                done -> book.advance(work.number(), done) && accounts.stands(assignment.viewer()));
        try (OutputStream result = files.begin(work.number())) {
            assignment.kind().perform(run, result);
        }
        long until = clock.millis() + settings.duration("tallystick.work.keep").toMillis();
        book.finish(assignment.viewer(), work.number(), run.done(), files.finish(work.number()), until);
    }

    private void end(Assignment assignment, WorkState state, String reference) {
        String number = assignment.work().number();
        try {
            files.delete(number);
            book.end(assignment.viewer(), number, state, reference);
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, "The end of long work " + number + " is not recorded", e);
        }
    }
}
