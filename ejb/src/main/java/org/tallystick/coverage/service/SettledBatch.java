package org.tallystick.coverage.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tallystick.coverage.LateBillPolicy;
import org.tallystick.coverage.service.CaseRepository.Held;
import org.tallystick.reconciliation.OpenRow;
import org.tallystick.reconciliation.RowStanding;
import org.tallystick.reconciliation.SettlementFile;
import org.tallystick.reconciliation.service.Reconciliation;
import org.tallystick.shared.service.Settings;

/** Looks at some settled rows, or at some cases with such rows, in one transaction. Doing so again changes nothing. */
@ApplicationScoped
class SettledBatch {
    /** Rows of a batch. */
    static final int MOST = 200;

    private static final Logger LOG = Logger.getLogger(SettledBatch.class.getName());

    private final Reconciliation reconciliation;
    private final SettledCaseRepository settled;
    private final SettledCases cases;
    private final SettledReview reviews;
    private final PolicyRepository policies;
    private final CursorRepository cursors;
    private final Settings settings;
    private final Clock clock;

    @Inject
    SettledBatch(
            Reconciliation reconciliation,
            SettledCaseRepository settled,
            SettledCases cases,
            SettledReview reviews,
            PolicyRepository policies,
            CursorRepository cursors,
            Settings settings,
            Clock clock) {
        this.reconciliation = reconciliation;
        this.settled = settled;
        this.cases = cases;
        this.reviews = reviews;
        this.policies = policies;
        this.cursors = cursors;
        this.settings = settings;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected SettledBatch() {
        this(null, null, null, null, null, null, null, null);
    }

    /**
     * Opens cases of rows without a bill, as long as their institution has not too many: a file whose sales never came here at all is one
     * thing to look into, not a million. The rest of such a file stays listed with it, and follows as cases are closed.
     *
     * @param after id of the last row seen
     * @return that of this batch; empty at the end
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public Optional<Long> open(long after) {
        List<OpenRow> rows = reconciliation.withoutReceipt(after, MOST);
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        LateBillPolicy policy = policies.lateBills();
        Instant now = clock.instant();
        List<OpenRow> due = rows.stream()
                .filter(row ->
                        !policy.caseFrom(row.acquirer(), row.row().soldOn()).isAfter(now))
                .toList();
        if (!due.isEmpty()) {
            cursors.hold();
            Set<Long> known = settled.known(due.stream().map(OpenRow::id).toList());
            Optional<Long> full =
                    open(due.stream().filter(row -> !known.contains(row.id())).toList());
            if (full.isPresent()) {
                return full;
            }
        }
        return rows.size() < MOST
                ? Optional.empty()
                : Optional.of(rows.get(rows.size() - 1).id());
    }

    /** @return the last id that the file of the first row without room could have; empty if there was room for all */
    private Optional<Long> open(List<OpenRow> fresh) {
        int most = settings.integer("tallystick.coverage.settled-most");
        Map<String, Long> room = new HashMap<>();
        for (OpenRow row : fresh) {
            long left = room.computeIfAbsent(row.acquirer(), acquirer -> most - settled.openOf(acquirer));
            if (left <= 0) {
                LOG.log(
                        Level.INFO,
                        "Settlement {0} has more sales without a bill than cases are opened for",
                        row.file());
                return Optional.of(SettlementFile.lastRowIdBeside(row.id()));
            }
            cases.found(row);
            room.put(row.acquirer(), left - 1);
        }
        return Optional.empty();
    }

    /** Looks at cases again whose rows may stand otherwise by now. @param after row of the last one seen @return as above */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public Optional<String> review(String after) {
        List<Held> unclosed = settled.unclosed(after, MOST);
        if (unclosed.isEmpty()) {
            return Optional.empty();
        }
        cursors.hold();
        Map<Long, RowStanding> standings = reconciliation.standings(
                unclosed.stream().flatMap(held -> held.settledRow().stream()).toList());
        for (Held held : unclosed) {
            held.settledRow().ifPresent(row -> reviews.review(held, Optional.ofNullable(standings.get(row))));
        }
        return unclosed.size() < MOST
                ? Optional.empty()
                : unclosed.get(unclosed.size() - 1).settledRow().map(String::valueOf);
    }
}
