package org.tallystick.coverage.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import org.tallystick.coverage.CaseFacts;
import org.tallystick.coverage.CaseKey;
import org.tallystick.coverage.CaseNumber;
import org.tallystick.coverage.CaseSource;
import org.tallystick.coverage.Diagnosis;
import org.tallystick.coverage.Missing;
import org.tallystick.coverage.service.CaseRepository.Fresh;
import org.tallystick.coverage.service.CaseRepository.Held;
import org.tallystick.coverage.service.CursorRepository.Hole;
import org.tallystick.coverage.service.EvidenceRepository.Around;
import org.tallystick.shared.service.Settings;

/** Counters that a terminal has used and whose bills have not come. */
@ApplicationScoped
class HoleFinder {
    private static final int HOLES = 20;
    private static final int MOST_YOUNG = 100;
    private static final Duration YOUNG = Duration.ofMinutes(30);

    private final CursorRepository cursors;
    private final CaseRepository cases;
    private final CaseBook book;
    private final EvidenceRepository evidence;
    private final SettledCases settled;
    private final Settings settings;
    private final Clock clock;

    @Inject
    HoleFinder(
            CursorRepository cursors,
            CaseRepository cases,
            CaseBook book,
            EvidenceRepository evidence,
            SettledCases settled,
            Settings settings,
            Clock clock) {
        this.cursors = cursors;
        this.cases = cases;
        this.book = book;
        this.evidence = evidence;
        this.settled = settled;
        this.settings = settings;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected HoleFinder() {
        this(null, null, null, null, null, null, null);
    }

    /** Opens cases of holes that did not fill by themselves within the grace time. @return whether there may be more */
    boolean find() {
        Instant now = clock.instant();
        List<Hole> found = cursors.holes(now.minus(settings.duration("tallystick.coverage.hole-grace")), HOLES);
        found.forEach(this::open);
        if (!found.isEmpty()) {
            // The first holes of an outage were judged before the others were known.
            cases.youngHoles(now.minus(YOUNG), MOST_YOUNG).forEach(this::again);
        }
        return found.size() == HOLES;
    }

    private void open(Hole hole) {
        LongFunction<CaseFacts.Upload> uploads = evidence.uploads(hole.first(), hole.last(), hole.seen());
        Map<Long, CaseNumber> told = settled.within(hole);
        CaseFacts.Device device =
                evidence.events(hole.first(), Around.between(hole.before().orElse(hole.after()), hole.after()));
        for (long counter = hole.first().counter(); counter <= hole.last(); counter++) {
            CaseKey key = new CaseKey(hole.first().terminalNo(), hole.first().series(), counter);
            Diagnosis diagnosis = Diagnosis.of(CaseFacts.ofHole(uploads.apply(counter), device));
            if (cases.lock(key).isEmpty()) {
                Optional.ofNullable(told.get(counter))
                        .ifPresentOrElse(
                                number -> settled.joinHole(number, key, diagnosis),
                                () -> book.open(fresh(hole, key), diagnosis));
            }
        }
    }

    private static Fresh fresh(Hole hole, CaseKey key) {
        return new Fresh(
                CaseBook.number(),
                hole.acquirer(),
                hole.merchantNo(),
                key.terminalNo(),
                Optional.of(key),
                Optional.empty(),
                EnumSet.of(Missing.BILL),
                CaseSource.COUNTER,
                Optional.empty(),
                Optional.empty(),
                hole.seen());
    }

    /** Asks again why a bill has not come: something new may be known. */
    void again(Held held) {
        held.key().flatMap(cursors::holeOf).ifPresent(hole -> {
            CaseKey key = held.key().orElseThrow();
            CaseFacts facts = CaseFacts.ofHole(
                    evidence.uploads(hole.first(), hole.last(), hole.seen()).apply(key.counter()),
                    evidence.events(key, Around.between(hole.before().orElse(hole.after()), hole.after())));
            Diagnosis diagnosis = Diagnosis.of(facts);
            if (diagnosis.cause() != held.cause()) {
                Set<Missing> missing = EnumSet.copyOf(held.missing());
                missing.add(Missing.BILL);
                book.diagnoseAgain(held, missing, diagnosis);
            }
        });
    }
}
