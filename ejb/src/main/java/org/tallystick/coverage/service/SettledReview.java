package org.tallystick.coverage.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.tallystick.coverage.CaseKey;
import org.tallystick.coverage.CaseSource;
import org.tallystick.coverage.CaseState;
import org.tallystick.coverage.Missing;
import org.tallystick.coverage.Remedy;
import org.tallystick.coverage.service.CaseBook.Deed;
import org.tallystick.coverage.service.CaseRepository.Held;
import org.tallystick.reconciliation.RowStanding;

/** What becomes of a case when its settled row has got its bill, or is gone because the file was taken back. */
@ApplicationScoped
class SettledReview {
    private final SettledCaseRepository settled;
    private final CaseRepository cases;
    private final CaseBook book;
    private final CoveredReceipts covered;

    @Inject
    SettledReview(SettledCaseRepository settled, CaseRepository cases, CaseBook book, CoveredReceipts covered) {
        this.settled = settled;
        this.cases = cases;
        this.book = book;
        this.covered = covered;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected SettledReview() {
        this(null, null, null, null);
    }

    /** @param seen a case with a settled row @param standing of the row; empty once its file was taken back */
    void review(Held seen, Optional<RowStanding> standing) {
        if (standing.filter(RowStanding::isOpen).isEmpty()) {
            cases.lock(seen.number())
                    .filter(held -> held.settledRow().equals(seen.settledRow()) && held.state() != CaseState.CLOSED)
                    .ifPresent(held -> changed(held, standing));
        }
    }

    private void changed(Held held, Optional<RowStanding> standing) {
        Optional<RowStanding.Bill> bill = standing.flatMap(RowStanding::bill);
        if (bill.isEmpty()) {
            takenBack(held, "settlement-undone");
            return;
        }
        CaseKey key = new CaseKey(
                bill.get().terminalNo(), bill.get().series(), bill.get().counter());
        if (held.key().isEmpty()) {
            arrived(held, key, bill.get().number());
        } else if (!held.key().get().equals(key)) {
            // Which counter of a hole a slip belonged to was a guess.
            takenBack(held, "settlement-elsewhere");
        }
        // Otherwise the bill itself says what is missing of it; it is looked at in the order of the ledger.
    }

    private void takenBack(Held held, String how) {
        settled.detach(held.number());
        Set<CaseSource> sources = EnumSet.noneOf(CaseSource.class);
        for (String source : held.sources().split(",")) {
            sources.add(CaseSource.valueOf(source));
        }
        sources.remove(CaseSource.SETTLEMENT);
        if (sources.isEmpty() && held.state() != CaseState.FROZEN) {
            book.settle(held, Remedy.WITHDRAWN, Deed.ofPlatform(how));
            return;
        }
        if (!sources.isEmpty()) {
            settled.sources(held.number(), sources);
            Set<Missing> missing = EnumSet.copyOf(held.missing());
            missing.remove(Missing.SETTLEMENT);
            settled.lacks(held.number(), missing);
        }
        book.note(held, Deed.ofPlatform(how));
    }

    /** The bill has come of a sale that only the settlement told of. */
    private void arrived(Held held, CaseKey key, String receipt) {
        Optional<Held> other = cases.lock(key);
        if (other.isPresent()) {
            merge(held, other.get());
            return;
        }
        settled.adopt(held.number(), key);
        covered.of(receipt).ifPresent(known -> {
            book.came(held, known.read());
            if (held.state() == CaseState.FROZEN) {
                book.note(held, Deed.ofPlatform("arrived"));
            } else {
                book.settle(held, Remedy.RESENT);
            }
        });
    }

    /** Its bill has a case already: that one goes on. */
    private void merge(Held held, Held other) {
        settled.hand(held.number(), other.number());
        cases.addSource(other, CaseSource.SETTLEMENT);
        book.note(other, new Deed("merged-here", held.number().grouped(), CaseBook.Actor.PLATFORM));
        Deed deed = new Deed("merged", other.number().grouped(), CaseBook.Actor.PLATFORM);
        if (held.state() == CaseState.FROZEN) {
            book.note(held, deed);
        } else {
            book.settle(held, Remedy.RESENT, deed);
        }
    }
}
