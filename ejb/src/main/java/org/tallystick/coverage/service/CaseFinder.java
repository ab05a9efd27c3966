package org.tallystick.coverage.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.tallystick.coverage.Assessment;
import org.tallystick.coverage.CaseFacts;
import org.tallystick.coverage.CaseSource;
import org.tallystick.coverage.CaseState;
import org.tallystick.coverage.CauseGroup;
import org.tallystick.coverage.CauseTable;
import org.tallystick.coverage.Diagnosis;
import org.tallystick.coverage.Missing;
import org.tallystick.coverage.Remedy;
import org.tallystick.coverage.service.CaseRepository.Fresh;
import org.tallystick.coverage.service.CaseRepository.Held;
import org.tallystick.coverage.service.EvidenceRepository.Around;
import org.tallystick.coverage.service.ReceiptReader.Read;

/** What a receipt means for cases: opens one, explains one anew, or closes one because what was missing is there. */
@ApplicationScoped
class CaseFinder {
    private final CaseRepository cases;
    private final CaseBook book;
    private final EvidenceRepository evidence;
    private final HoleFinder holes;
    private final SettledCases settled;

    @Inject
    CaseFinder(
            CaseRepository cases, CaseBook book, EvidenceRepository evidence, HoleFinder holes, SettledCases settled) {
        this.cases = cases;
        this.book = book;
        this.evidence = evidence;
        this.holes = holes;
        this.settled = settled;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected CaseFinder() {
        this(null, null, null, null, null);
    }

    /** @param known whether the transaction has an open case already; @return why something is missing; empty if nothing is */
    Optional<Diagnosis> look(Read read, Assessment assessment, boolean known) {
        CaseFacts.Statement statement = read.statement(false);
        boolean broken = statement.chainBroken();
        if (assessment.missing().isEmpty() && !broken) {
            if (known) {
                cases.lock(read.key()).ifPresent(held -> arrived(held, read));
            }
            return Optional.empty();
        }
        Optional<Held> held = cases.lock(read.key()).or(() -> settled.ofBill(read));
        CaseFacts facts = facts(read, assessment);
        Diagnosis diagnosis = Diagnosis.of(facts);
        if (held.isEmpty()) {
            book.open(fresh(read, facts.missing()), diagnosis);
        } else {
            again(held.get(), read, facts.missing(), diagnosis);
        }
        return Optional.of(diagnosis);
    }

    /** Everything that is known of a receipt's transaction now. */
    CaseFacts facts(Read read, Assessment assessment) {
        return CaseFacts.ofBill(
                read.bill(),
                assessment,
                read.statement(evidence.isConflict(read.key())),
                evidence.events(read.key(), Around.sale(read.bill())));
    }

    /** A recovery entry explains holes. */
    void recovered(Read read) {
        cases.holesOf(read.stored().terminalNo(), read.stored().series()).forEach(holes::again);
    }

    private static Fresh fresh(Read read, Set<Missing> missing) {
        return new Fresh(
                CaseBook.number(),
                read.bill().acquirer(),
                read.bill().merchantNo(),
                read.key().terminalNo(),
                Optional.of(read.key()),
                Optional.of(read.stored().number()),
                missing,
                CaseSource.BILL,
                Optional.of(read.bill().money()),
                Optional.of(read.bill().time().toInstant()),
                Instant.ofEpochMilli(read.stored().arrival()));
    }

    /** The bill is here, and nothing is missing any more. */
    private void arrived(Held held, Read read) {
        book.came(held, read);
        if (held.state() == CaseState.FROZEN) {
            book.note(held, CaseBook.Deed.ofPlatform("arrived"));
            return;
        }
        Remedy remedy = CauseTable.lacksBill(held.missing()) ? Remedy.RESENT : CauseTable.resigned(held.cause());
        book.settle(held, remedy);
    }

    private void again(Held held, Read read, Set<Missing> missing, Diagnosis diagnosis) {
        book.came(held, read);
        cases.addSource(held, CaseSource.BILL);
        boolean stays = held.state() == CaseState.FROZEN && diagnosis.group() != CauseGroup.INTEGRITY;
        boolean same = held.state().isOpen()
                && held.cause() == diagnosis.cause()
                && held.missing().equals(missing);
        if (!stays && !same) {
            book.diagnoseAgain(held, missing, diagnosis);
        }
    }

    /** Two verified bills claim one counter. */
    void conflict(Read read, Assessment assessment) {
        CaseFacts facts = facts(read, assessment);
        Set<Missing> missing = EnumSet.of(Missing.INTEGRITY);
        missing.addAll(facts.missing());
        Diagnosis diagnosis = Diagnosis.of(facts);
        Optional<Held> held = cases.lock(read.key());
        if (held.isEmpty()) {
            book.open(fresh(read, missing), diagnosis);
        } else {
            book.diagnoseAgain(held.get(), missing, diagnosis);
        }
    }
}
