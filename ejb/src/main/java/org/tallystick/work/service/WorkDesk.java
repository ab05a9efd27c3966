package org.tallystick.work.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.tallystick.access.Viewer;
import org.tallystick.shared.AuditEvent;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.ShopTime;
import org.tallystick.shared.service.Settings;
import org.tallystick.work.Work;
import org.tallystick.work.WorkState;

/** Where people start long work, look at it, cancel it and fetch what came of it. Everybody sees the own work only. */
@ApplicationScoped
@PermitAll
public class WorkDesk {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuMMdd", Locale.ROOT);
    private static final int LISTED = 50;
    private static final int MOST_PARAMETERS = 2_000;

    private final WorkRepository repository;
    private final WorkBook book;
    private final WorkQueue queue;
    private final WorkFiles files;
    private final Settings settings;
    private final Event<AuditEvent> audit;
    private final Clock clock;

    @Inject
    WorkDesk(
            WorkRepository repository,
            WorkBook book,
            WorkQueue queue,
            WorkFiles files,
            Settings settings,
            Event<AuditEvent> audit,
            Clock clock) {
        this.repository = repository;
        this.book = book;
        this.queue = queue;
        this.files = files;
        this.settings = settings;
        this.audit = audit;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected WorkDesk() {
        this(null, null, null, null, null, null, null);
    }

    /**
     * Starts a piece of work, or lets it wait for its turn.
     *
     * @param parameters query part of an address without its question mark
     * @return its number
     * @throws Problem if the viewer may not have this done, or has too much going on already
     */
    public String start(Viewer viewer, LongWork kind, String parameters, Locale language) {
        if (parameters.length() > MOST_PARAMETERS) {
            throw new Problem(ProblemType.TOO_LARGE, "The search is too long.");
        }
        Work work = new Work(
                number(clock),
                viewer.accountId(),
                viewer.role(),
                viewer.scope().orElse(""),
                kind.kind(),
                parameters,
                language.toLanguageTag(),
                WorkState.WAITING,
                new Work.Counts(0, kind.steps(viewer, parameters)),
                new Work.Times(clock.millis(), 0, 0),
                false,
                kind.fileName(),
                0,
                0,
                "");
        book.open(viewer, work, settings.integer("tallystick.work.per-account"));
        queue.add(new WorkQueue.Assignment(work, kind, viewer));
        return work.number();
    }

    /** The newest first, at most fifty. Whoever sees the list has noticed what has ended. */
    public List<Work> list(Viewer viewer) {
        List<Work> works = repository.list(viewer, LISTED);
        book.seeAll(viewer);
        return works;
    }

    /** @throws Problem not-found, also for somebody else's */
    public Work find(Viewer viewer, String number) {
        return repository
                .find(viewer, number)
                .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "There is no such work."));
    }

    /** Remembers that its end has been noticed. */
    public void see(Viewer viewer, Work work) {
        if (work.state().isOver()) {
            book.see(viewer, work.number());
        }
    }

    /** How many have ended and were not looked at since. */
    public long unseen(Viewer viewer) {
        return repository.unseen(viewer);
    }

    /** Ends at the next step; what waits for its turn never begins. */
    public void cancel(Viewer viewer, String number) {
        book.askToCancel(viewer, number);
    }

    /**
     * The result's file; that it is taken is recorded.
     *
     * @throws Problem not-found if there is no result, or its time is over
     */
    public Path file(Viewer viewer, String number) {
        if (!find(viewer, number).hasFile(clock.millis())) {
            throw new Problem(ProblemType.NOT_FOUND, "There is no such file, or it is no longer kept.");
        }
        audit.fire(viewer.audit("work.fetch", number));
        return files.path(number);
    }

    /** The day and eight characters at random, which nobody takes for others. */
    public static String number(Clock clock) {
        StringBuilder number = new StringBuilder(DAY.format(ShopTime.today(clock))).append('-');
        for (int i = 0; i < 8; i++) {
            number.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return number.toString();
    }
}
