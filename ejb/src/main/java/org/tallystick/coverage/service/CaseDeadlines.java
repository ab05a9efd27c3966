package org.tallystick.coverage.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import org.tallystick.coverage.CaseChange;
import org.tallystick.coverage.CaseState;
import org.tallystick.coverage.service.CaseRepository.Held;

/** Warns before a case's time is over and tells the next one up after it. How much time there is stands in the database. */
@ApplicationScoped
@PermitAll
public class CaseDeadlines {
    private static final int MOST = 500;

    private final CaseRepository cases;
    private final CaseBook book;
    private final Clock clock;

    @Inject
    CaseDeadlines(CaseRepository cases, CaseBook book, Clock clock) {
        this.cases = cases;
        this.book = book;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected CaseDeadlines() {
        this(null, null, null);
    }

    /** Warns of and escalates some cases. @return whether there may be more */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public boolean check() {
        var near = cases.toWarn(clock.instant(), MOST);
        near.forEach(this::warn);
        var late = cases.toEscalate(clock.instant(), MOST);
        late.forEach(this::escalate);
        return near.size() == MOST || late.size() == MOST;
    }

    private void warn(Held held) {
        cases.warned(held.number());
        // What did not mend itself until now is somebody's task.
        if (held.state() == CaseState.AUTO_RETRY) {
            book.move(held, CaseState.AWAIT_MERCHANT, CaseBook.Deed.ofPlatform("not-by-itself"));
        }
        book.tell(held, CaseChange.Kind.DEADLINE_NEAR, held.cause().code());
    }

    private void escalate(Held held) {
        cases.escalated(held.number());
        book.note(held, CaseBook.Deed.ofPlatform("escalated"));
        book.tell(held, CaseChange.Kind.ESCALATED, held.cause().code());
    }
}
