package org.tallystick.coverage.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.tallystick.coverage.CaseFacts;
import org.tallystick.coverage.Diagnosis;
import org.tallystick.coverage.service.CaseRepository.Held;

/** What no receipt announces by itself: holes, conflicts, and events that came after the bill they explain. */
@ApplicationScoped
class SecondLook {
    private static final int MOST = 200;
    /** An event may be stored a moment after the time it bears. */
    private static final Duration MOMENT = Duration.ofSeconds(2);

    private final CursorRepository cursors;
    private final CaseRepository cases;
    private final HoleFinder holes;
    private final CaseFinder finder;
    private final CaseBook book;
    private final CoveredReceipts covered;
    private final SettledCases settled;
    private final Clock clock;

    @Inject
    SecondLook(
            CursorRepository cursors,
            CaseRepository cases,
            HoleFinder holes,
            CaseFinder finder,
            CaseBook book,
            CoveredReceipts covered,
            SettledCases settled,
            Clock clock) {
        this.cursors = cursors;
        this.cases = cases;
        this.holes = holes;
        this.finder = finder;
        this.book = book;
        this.covered = covered;
        this.settled = settled;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected SecondLook() {
        this(null, null, null, null, null, null, null, null);
    }

    /** Holes and conflicts. @return whether there may be more holes: after an outage there are as many as terminals */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public boolean find() {
        cursors.hold();
        List<CursorRepository.Conflict> conflicts = cursors.conflicts(MOST);
        for (CursorRepository.Conflict conflict : conflicts) {
            covered.of(conflict.receipt()).ifPresent(known -> {
                finder.conflict(known.read(), known.assessment());
                covered.recount(known, Diagnosis.of(finder.facts(known.read(), known.assessment())));
            });
        }
        return holes.find();
    }

    /** Explains cases anew where a terminal has reported something since. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void again() {
        List<Held> waiting = cases.toDiagnoseAgain(MOST);
        if (waiting.isEmpty()) {
            return;
        }
        cursors.hold();
        Instant now = clock.instant();
        for (Held held : waiting) {
            cases.heard(held.number(), now.minus(MOMENT));
            if (held.receipt().isEmpty() && held.key().isEmpty()) {
                settled.again(held);
            } else if (held.receipt().isEmpty()) {
                holes.again(held);
            } else {
                covered.of(held.receipt().get()).ifPresent(known -> again(held, known));
            }
        }
    }

    private void again(Held held, CoveredReceipts.Known known) {
        CaseFacts facts = finder.facts(known.read(), known.assessment());
        Diagnosis diagnosis = Diagnosis.of(facts);
        if (diagnosis.cause() != held.cause()) {
            book.diagnoseAgain(held, facts.missing(), diagnosis);
            covered.recount(known, diagnosis);
        }
    }
}
