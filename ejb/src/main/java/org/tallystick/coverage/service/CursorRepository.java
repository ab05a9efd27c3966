package org.tallystick.coverage.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tallystick.coverage.CaseKey;

/** Up to where has been looked, and what is still to be looked at. */
@ApplicationScoped
class CursorRepository {
    private static final String SAME_BILL =
            "c.terminal_no = %1$s.terminal_no AND c.series = %1$s.series AND c.counter = ";

    private final RowRepository rows;

    /**
     * Counters that were skipped, between bills that came.
     *
     * @param seen when the bill after them came
     * @param before sale time of the bill before them, if that came
     * @param after sale time of the bill after them
     */
    record Hole(
            CaseKey first,
            long last,
            String acquirer,
            String merchantNo,
            Instant seen,
            Optional<Instant> before,
            Instant after) {}

    /** A counter for which a second verified bill came. */
    record Conflict(CaseKey key, String receipt) {}

    @Inject
    CursorRepository(RowRepository rows) {
        this.rows = rows;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected CursorRepository() {
        this(null);
    }

    /** Waits until no other server looks, and keeps it so until the transaction ends. */
    void hold() {
        rows.list("SELECT id FROM coverage_finder WHERE id = 1 FOR UPDATE", List.of(), row -> row.getInt(1));
    }

    /** Index of the last entry looked at; -1 at the beginning. */
    long place(int logId) {
        return rows.first("SELECT seq FROM coverage_cursor WHERE log_id = ?", List.of(logId), row -> row.getLong(1))
                .orElse(-1L);
    }

    void moveTo(int logId, long seq) {
        if (rows.change("UPDATE coverage_cursor SET seq = ? WHERE log_id = ?", List.of(seq, logId)) == 0) {
            rows.change("INSERT INTO coverage_cursor (seq, log_id) VALUES (?, ?)", List.of(seq, logId));
        }
    }

    /** Transactions with a case that is not closed, among the receipts of a stretch of a log. */
    Set<CaseKey> withCases(int logId, long after, long to) {
        return new HashSet<>(rows.list(
                "SELECT c.terminal_no, c.series, c.counter FROM coverage_case c JOIN receipt r ON "
                        + SAME_BILL.formatted("r") + "r.counter"
                        + " WHERE r.log_id = ? AND r.seq > ? AND r.seq <= ? AND c.state <> 'CLOSED'",
                List.of(logId, after, to),
                CursorRepository::key));
    }

    /**
     * Holes that have been there for a while and have no cases. They are few and receipts many: the sum keeps a database that has no
     * statistics yet from walking along all arrivals until it has found enough of them.
     */
    List<Hole> holes(Instant until, int most) {
        return rows.list(
                "SELECT g.terminal_no, g.series, g.from_counter, g.to_counter, r.acquirer, r.merchant_no, r.arrival,"
                        + " b.sale_time, r.sale_time FROM terminal_gap g JOIN receipt r ON r.terminal_no = g.terminal_no"
                        + " AND r.series = g.series AND r.counter = g.to_counter + 1 AND r.claim = 0"
                        + " LEFT JOIN receipt b ON b.terminal_no = g.terminal_no AND b.series = g.series"
                        + " AND b.counter = g.from_counter - 1 AND b.claim = 0"
                        + " WHERE r.arrival + 0 <= ? AND NOT EXISTS (SELECT 1 FROM coverage_case c WHERE "
                        + SAME_BILL.formatted("g") + "g.from_counter) ORDER BY r.arrival + 0 LIMIT " + most,
                List.of(until.toEpochMilli()),
                CursorRepository::hole);
    }

    /** The hole that a counter is in now. */
    Optional<Hole> holeOf(CaseKey key) {
        return rows.first(
                "SELECT g.terminal_no, g.series, g.from_counter, g.to_counter, r.acquirer, r.merchant_no, r.arrival,"
                        + " b.sale_time, r.sale_time FROM terminal_gap g JOIN receipt r ON r.terminal_no = g.terminal_no"
                        + " AND r.series = g.series AND r.counter = g.to_counter + 1 AND r.claim = 0"
                        + " LEFT JOIN receipt b ON b.terminal_no = g.terminal_no AND b.series = g.series"
                        + " AND b.counter = g.from_counter - 1 AND b.claim = 0"
                        + " WHERE g.terminal_no = ? AND g.series = ? AND g.from_counter <= ? AND g.to_counter >= ?",
                List.of(key.terminalNo(), key.series(), key.counter(), key.counter()),
                CursorRepository::hole);
    }

    /** Conflicts that no case tells of. */
    List<Conflict> conflicts(int most) {
        return rows.list(
                "SELECT b.terminal_no, b.series, b.counter, MAX(r.number) FROM bill_conflict b JOIN receipt r"
                        + " ON r.terminal_no = b.terminal_no AND r.series = b.series AND r.counter = b.counter AND r.active"
                        + " WHERE NOT EXISTS (SELECT 1 FROM coverage_case c WHERE " + SAME_BILL.formatted("b")
                        + "b.counter AND c.missing LIKE '%INTEGRITY%')"
                        + " GROUP BY b.terminal_no, b.series, b.counter LIMIT " + most,
                List.of(),
                row -> new Conflict(key(row), row.getString(4)));
    }

    private static Hole hole(ResultSet row) throws SQLException {
        return new Hole(
                key(row),
                row.getLong(4),
                row.getString(5),
                row.getString(6),
                Instant.ofEpochMilli(row.getLong(7)),
                RowRepository.number(row, 8).map(Instant::ofEpochMilli),
                Instant.ofEpochMilli(row.getLong(9)));
    }

    private static CaseKey key(ResultSet row) throws SQLException {
        return new CaseKey(row.getString(1), row.getLong(2), row.getLong(3));
    }
}
