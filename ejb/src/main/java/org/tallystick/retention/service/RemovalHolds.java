package org.tallystick.retention.service;

import org.tallystick.ledger.service.KeptLogs;

/**
 * What keeps a receipt of a log from being deleted with it, in SQL: a complaint or a case about any receipt of its counter that is open, says
 * something still, or was not long ago. All receipts of a counter are one sale's, whichever logs they stand in. So does a sale that came late and
 * stands in a log that is kept: nobody may learn of it without what took it back or completed it.
 */
final class RemovalHolds {
    /** Stands for the time before which a closed case must have changed last. */
    private static final String BEFORE = "{before}";

    private static final String COUNTER =
            "%1$s.terminal_no = %2$s.terminal_no AND %1$s.series = %2$s.series AND %1$s.counter = %2$s.counter";

    private static final String SAYS = "(c." + ErasureRepository.OPEN_COMPLAINT
            + " OR c.contact <> '' OR EXISTS (SELECT 1 FROM complaint_statement s WHERE s.complaint = c.number AND s.words <> ''))";
    /** Of {@code coverage_case v}. */
    static final String YOUNG = "(v." + ErasureRepository.OPEN_CASE + " OR v.changed_at >= " + BEFORE + ")";

    private static final String COMPLAINT = " FROM complaint c JOIN receipt x ON x.number = c.receipt";
    private static final String WAIT = " FROM retention_wait w JOIN receipt x ON x.number = w.receipt";

    /** Whether what {@code receipt r} names as its original is kept. */
    private static final String KEPT_SALE =
            "EXISTS (SELECT 1 FROM receipt o WHERE o.terminal_no = r.original_terminal AND o.series = r.original_series"
                    + " AND o.counter = r.original_counter AND " + KeptLogs.keep("o") + ")";

    /** Of {@code receipt r}. */
    static final String OF_RECEIPT = "(EXISTS (SELECT 1" + COMPLAINT + " WHERE " + COUNTER.formatted("x", "r") + " AND "
            + SAYS + ") OR EXISTS (SELECT 1" + WAIT + " WHERE " + COUNTER.formatted("x", "r")
            + ") OR EXISTS (SELECT 1 FROM coverage_case v WHERE " + COUNTER.formatted("v", "r") + " AND " + YOUNG
            + ") OR EXISTS (SELECT 1 FROM coverage_case v WHERE v.receipt = r.number AND " + YOUNG
            + ") OR " + KEPT_SALE + ")";

    /** Complaints about receipts of a log, and receipts whose parts wait for what is open; parameter 1 is the log. */
    static final String COMPLAINTS = "SELECT r.number" + COMPLAINT + " JOIN receipt r ON " + COUNTER.formatted("r", "x")
            + " WHERE r.log_id = ?1 AND " + SAYS + " UNION ALL SELECT r.number" + WAIT + " JOIN receipt r ON "
            + COUNTER.formatted("r", "x") + " WHERE r.log_id = ?1";

    /** Cases about receipts of a log; parameter 1 is the log. */
    static final String CASES = "SELECT v.number FROM coverage_case v JOIN receipt r ON " + COUNTER.formatted("r", "v")
            + " WHERE r.log_id = ?1 AND " + YOUNG
            + " UNION ALL SELECT v.number FROM coverage_case v JOIN receipt r ON r.number = v.receipt WHERE r.log_id = ?1 AND "
            + YOUNG;

    /** Receipts of a log whose original is kept in a later one; parameter 1 is the log. */
    static final String SALES =
            "SELECT r.number FROM receipt r WHERE r.log_id = ?1 AND r.original_counter IS NOT NULL AND " + KEPT_SALE;

    /**
     * Cases about holes that were noticed in a log, likewise: a record of a hole goes with the log, and its entry follows that of the bill which
     * skipped counters, at most ten thousand of them. The receipt may be deleted already, then its digest names the counter.
     */
    static final String HOLES = holes("receipt") + " UNION ALL " + holes("removed_receipt");

    private static String holes(String table) {
        return "SELECT v.number FROM gap_record g JOIN " + table
                + " r ON r.log_id = g.log_id AND r.seq = g.seq - 1 JOIN coverage_case v ON v.terminal_no = r.terminal_no"
                + " AND v.series = r.series AND v.counter < r.counter AND v.counter >= r.counter - 10000"
                + " WHERE g.log_id = ?1 AND v.receipt IS NULL AND " + YOUNG;
    }

    private RemovalHolds() {}

    /** @param before UTC milliseconds from which on a case is young, whatever its state */
    static String at(long before, String sql) {
        return sql.replace(BEFORE, Long.toString(before));
    }
}
