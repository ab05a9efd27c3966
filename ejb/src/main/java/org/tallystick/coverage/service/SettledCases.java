package org.tallystick.coverage.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.tallystick.coverage.CaseFacts;
import org.tallystick.coverage.CaseKey;
import org.tallystick.coverage.CaseNumber;
import org.tallystick.coverage.CaseSource;
import org.tallystick.coverage.CaseState;
import org.tallystick.coverage.Diagnosis;
import org.tallystick.coverage.Missing;
import org.tallystick.coverage.TraceSpan;
import org.tallystick.coverage.service.CaseBook.Deed;
import org.tallystick.coverage.service.CaseRepository.Fresh;
import org.tallystick.coverage.service.CaseRepository.Held;
import org.tallystick.coverage.service.ReceiptReader.Read;
import org.tallystick.coverage.service.SettledCaseRepository.Hole;
import org.tallystick.coverage.service.SettledCaseRepository.HoleCase;
import org.tallystick.coverage.service.SettledCaseRepository.Slip;
import org.tallystick.reconciliation.OpenRow;
import org.tallystick.reconciliation.SettledRow;

/**
 * A settled sale without a bill is a case: one of its own, or the one of the hole that its trace number lies in. Whichever comes
 * first, settlement, hole or bill, there is one case for a sale.
 */
@ApplicationScoped
class SettledCases {
    /** Counters of holes, and slips, of one terminal that are looked through. */
    private static final int MOST = 1_000;

    private final SettledCaseRepository settled;
    private final CaseRepository cases;
    private final CaseBook book;
    private final EvidenceRepository evidence;
    private final Clock clock;

    @Inject
    SettledCases(
            SettledCaseRepository settled,
            CaseRepository cases,
            CaseBook book,
            EvidenceRepository evidence,
            Clock clock) {
        this.settled = settled;
        this.cases = cases;
        this.book = book;
        this.evidence = evidence;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected SettledCases() {
        this(null, null, null, null, null);
    }

    /** A settled row whose bill has not come in time. */
    void found(OpenRow row) {
        Optional<CaseNumber> there = settled.same(row).or(() -> hole(row.row()));
        if (there.isEmpty()) {
            settled.merchant(row).ifPresent(merchantNo -> open(row, merchantNo));
            return;
        }
        there.flatMap(cases::lock).ifPresent(held -> join(held, row));
    }

    private void open(OpenRow row, String merchantNo) {
        CaseFacts facts = facts(row.row().terminalNo());
        Fresh fresh = new Fresh(
                CaseBook.number(),
                row.acquirer(),
                merchantNo,
                row.row().terminalNo(),
                Optional.empty(),
                Optional.empty(),
                facts.missing(),
                CaseSource.SETTLEMENT,
                Optional.of(row.row().amount()),
                Optional.empty(),
                clock.instant());
        book.open(fresh, Diagnosis.of(facts));
        settled.attach(fresh.number(), row);
    }

    private void join(Held held, OpenRow row) {
        settled.attach(held.number(), row);
        cases.addSource(held, CaseSource.SETTLEMENT);
        Set<Missing> missing = EnumSet.copyOf(held.missing());
        missing.add(Missing.SETTLEMENT);
        if (settled.isWithdrawn(held.number())) {
            book.diagnoseAgain(held, missing, Diagnosis.of(facts(held.terminalNo())));
        } else if (held.state().isOpen()) {
            settled.lacks(held.number(), missing);
            book.note(held, Deed.ofPlatform("settled"));
        }
        // What was decided about the sale before stays decided.
    }

    /** The case of a hole that the row's trace number lies in. Where a hole has several counters to choose from, the first. */
    private Optional<CaseNumber> hole(SettledRow row) {
        int trace = TraceSpan.trace(row.traceNo());
        if (row.terminalNo().isEmpty() || trace == 0) {
            return Optional.empty();
        }
        return settled.holes(row.terminalNo(), MOST).stream()
                .filter(hole -> hole.hole().holds(trace, row.batchNo(), row.soldOn()))
                .filter(hole -> isCounter(hole, trace))
                .map(HoleCase::number)
                .findFirst();
    }

    private static boolean isCounter(HoleCase hole, int trace) {
        OptionalLong counter = hole.hole().span().counterOf(trace);
        return counter.isEmpty() || counter.getAsLong() == hole.counter();
    }

    /** Cases that a settlement has told of already, by the counter of a hole that has just been found. */
    Map<Long, CaseNumber> within(CursorRepository.Hole found) {
        Map<Long, CaseNumber> byCounter = new HashMap<>();
        settled.hole(found.first()).ifPresent(hole -> {
            List<Slip> slips = settled.slips(
                    found.first().terminalNo(),
                    hole.from().minusDays(1),
                    hole.to().plusDays(1),
                    MOST);
            for (Slip slip : slips) {
                if (hole.holds(slip.trace(), slip.batch(), slip.day())) {
                    counter(hole, slip, byCounter).ifPresent(counter -> byCounter.put(counter, slip.number()));
                }
            }
        });
        return byCounter;
    }

    private static Optional<Long> counter(Hole hole, Slip slip, Map<Long, CaseNumber> taken) {
        OptionalLong exact = hole.span().counterOf(slip.trace());
        if (exact.isPresent()) {
            return taken.containsKey(exact.getAsLong()) ? Optional.empty() : Optional.of(exact.getAsLong());
        }
        for (long counter = hole.span().first(); counter <= hole.span().last(); counter++) {
            if (!taken.containsKey(counter)) {
                return Optional.of(counter);
            }
        }
        return Optional.empty();
    }

    /** A hole turns out to be a sale that a settlement has told of. */
    void joinHole(CaseNumber number, CaseKey key, Diagnosis diagnosis) {
        Held held = cases.lock(number).orElseThrow();
        settled.adopt(number, key);
        cases.addSource(held, CaseSource.COUNTER);
        Set<Missing> missing = EnumSet.copyOf(held.missing());
        missing.add(Missing.BILL);
        if (held.state().isWaiting() && held.cause() != diagnosis.cause()) {
            book.diagnoseAgain(held, missing, diagnosis);
        } else {
            settled.lacks(number, missing);
            book.note(held, Deed.ofPlatform("counter"));
        }
    }

    /** The case that a settlement has told of, of a bill that has come and lacks something. It is the bill's case from now on. */
    Optional<Held> ofBill(Read read) {
        Optional<CaseNumber> number = settled.ofBill(read.bill());
        number.ifPresent(told -> settled.adopt(told, read.key()));
        return number.flatMap(cases::lock);
    }

    /** Asks again why a bill has not come of which only a settlement tells. */
    void again(Held held) {
        Diagnosis diagnosis = Diagnosis.of(facts(held.terminalNo()));
        if (held.state() != CaseState.FROZEN && diagnosis.cause() != held.cause()) {
            book.diagnoseAgain(held, held.missing(), diagnosis);
        }
    }

    private CaseFacts facts(String terminalNo) {
        return CaseFacts.ofSettlement(new CaseFacts.Upload(Optional.empty(), evidence.isWaiting(terminalNo), 0, 0));
    }
}
