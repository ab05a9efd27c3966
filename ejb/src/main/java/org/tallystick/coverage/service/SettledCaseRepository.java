package org.tallystick.coverage.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tallystick.coverage.CaseKey;
import org.tallystick.coverage.CaseNumber;
import org.tallystick.coverage.CaseSource;
import org.tallystick.coverage.Missing;
import org.tallystick.coverage.TraceSpan;
import org.tallystick.coverage.service.CaseRepository.Held;
import org.tallystick.reconciliation.OpenRow;
import org.tallystick.reconciliation.SettledRow;
import org.tallystick.signing.Bill;

/** Cases that a settlement tells of, and those that a settled row may belong to. */
@ApplicationScoped
class SettledCaseRepository {
    /** The receipts on either side of the hole {@code g}. */
    private static final String NEIGHBOURS =
            " JOIN receipt b ON b.terminal_no = g.terminal_no AND b.series = g.series AND b.counter = g.from_counter - 1"
                    + " AND b.claim = 0 JOIN receipt a ON a.terminal_no = g.terminal_no AND a.series = g.series"
                    + " AND a.counter = g.to_counter + 1 AND a.claim = 0";

    private static final String SPAN = "g.from_counter, g.to_counter, b.trace_no, a.trace_no, b.batch_no, a.batch_no,"
            + " b.sale_date, a.sale_date";

    private final RowRepository rows;

    /** A hole between two receipts. @param batch of both of them; empty if they differ or do not say */
    record Hole(TraceSpan span, String batch, LocalDate from, LocalDate to) {
        /** Whether a slip lies in it: by its trace number, its batch and its day, which may be a day off. */
        boolean holds(int trace, String ofBatch, LocalDate day) {
            boolean sameBatch = batch.isEmpty() || ofBatch.isEmpty() || batch.equals(ofBatch);
            return sameBatch
                    && span.encloses(trace)
                    && !day.isBefore(from.minusDays(1))
                    && !day.isAfter(to.plusDays(1));
        }
    }

    /** A case of a counter in a hole. */
    record HoleCase(CaseNumber number, long counter, Hole hole) {}

    /** A case that only a settlement tells of. */
    record Slip(CaseNumber number, int trace, String batch, LocalDate day) {}

    @Inject
    SettledCaseRepository(RowRepository rows) {
        this.rows = rows;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected SettledCaseRepository() {
        this(null);
    }

    /** Which of these rows have cases. */
    Set<Long> known(Collection<Long> ids) {
        if (ids.isEmpty()) {
            return Set.of();
        }
        String marks = String.join(", ", Collections.nCopies(ids.size(), "?"));
        return new HashSet<>(rows.list(
                "SELECT settlement_row FROM coverage_case WHERE settlement_row IN (" + marks + ")",
                ids.stream().map(String::valueOf).toList(),
                row -> Long.valueOf(row.getString(1))));
    }

    /** How many open cases of an institution nobody tells of but a settlement. */
    long openOf(String acquirer) {
        return rows.count(
                "SELECT COUNT(*) FROM coverage_case WHERE acquirer = ? AND sources = 'SETTLEMENT'"
                        + " AND state NOT IN ('VERIFIED', 'CLOSED', 'UNREMEDIABLE')",
                List.of(acquirer));
    }

    /** Cases with a settled row that are not closed, by the row. @param after the last one seen; empty at the beginning */
    List<Held> unclosed(String after, int most) {
        return rows.list(
                CaseRepository.SELECT + "WHERE settlement_row > ? AND state <> 'CLOSED' ORDER BY settlement_row LIMIT "
                        + most,
                List.of(after),
                CaseRepository::held);
    }

    /** The case of the same slip, whose row went away when its file was undone. */
    Optional<CaseNumber> same(OpenRow open) {
        SettledRow row = open.row();
        return number(
                "SELECT number FROM coverage_case WHERE terminal_no = ? AND trace_no = ? AND sold_on = ? AND batch_no = ?"
                        + " AND reference_no = ? AND acquirer = ? AND settlement_row IS NULL AND receipt IS NULL"
                        + " AND (amount IS NULL OR amount = ?) ORDER BY opened_at LIMIT 1",
                List.of(
                        row.terminalNo(),
                        row.traceNo(),
                        Date.valueOf(row.soldOn()),
                        row.batchNo(),
                        row.referenceNo(),
                        open.acquirer(),
                        row.amount().minorUnits()));
    }

    /** Cases of holes of a terminal that no settlement tells of yet, by counter. */
    List<HoleCase> holes(String terminalNo, int most) {
        return rows.list(
                "SELECT c.number, c.counter, " + SPAN + " FROM coverage_case c JOIN terminal_gap g ON"
                        + " g.terminal_no = c.terminal_no AND g.series = c.series AND g.from_counter <= c.counter"
                        + " AND g.to_counter >= c.counter" + NEIGHBOURS
                        + " WHERE c.terminal_no = ? AND c.receipt IS NULL AND c.settlement_row IS NULL"
                        + " ORDER BY c.series DESC, c.counter LIMIT " + most,
                List.of(terminalNo),
                row -> new HoleCase(new CaseNumber(row.getString(1)), row.getLong(2), hole(row, 3)));
    }

    /** The hole that a counter is in, if there is a receipt on either side of it. */
    Optional<Hole> hole(CaseKey key) {
        return rows.first(
                "SELECT " + SPAN + " FROM terminal_gap g" + NEIGHBOURS
                        + " WHERE g.terminal_no = ? AND g.series = ? AND g.from_counter <= ? AND g.to_counter >= ?",
                List.of(key.terminalNo(), key.series(), key.counter(), key.counter()),
                row -> hole(row, 1));
    }

    /** Cases of a terminal that only a settlement tells of, by day and trace number. */
    List<Slip> slips(String terminalNo, LocalDate from, LocalDate to, int most) {
        return rows.list(
                "SELECT number, trace_no, batch_no, sold_on FROM coverage_case WHERE terminal_no = ? AND series IS NULL"
                        + " AND trace_no <> '' AND sold_on BETWEEN ? AND ? AND state <> 'CLOSED'"
                        + " ORDER BY sold_on, trace_no LIMIT " + most,
                List.of(terminalNo, Date.valueOf(from), Date.valueOf(to)),
                row -> new Slip(
                        new CaseNumber(row.getString(1)),
                        TraceSpan.trace(row.getString(2)),
                        row.getString(3),
                        row.getDate(4).toLocalDate()));
    }

    /** The case of a bill's sale that only a settlement tells of. */
    Optional<CaseNumber> ofBill(Bill bill) {
        LocalDate day = bill.time().toLocalDate();
        return number(
                "SELECT number FROM coverage_case WHERE terminal_no = ? AND trace_no = ? AND sold_on BETWEEN ? AND ?"
                        + " AND amount = ? AND currency = ? AND series IS NULL AND state <> 'CLOSED' ORDER BY opened_at LIMIT 1",
                List.of(
                        bill.terminalNo(),
                        bill.traceNo(),
                        Date.valueOf(day.minusDays(1)),
                        Date.valueOf(day.plusDays(1)),
                        bill.amount(),
                        bill.currency()));
    }

    /** The merchant of a settled row: that of its terminal, or the one it names if that is the acquirer's. */
    Optional<String> merchant(OpenRow open) {
        Optional<String> ofTerminal = rows.first(
                "SELECT s.merchant_no FROM terminal t JOIN store s ON s.id = t.store_id WHERE t.terminal_no = ?",
                List.of(open.row().terminalNo()),
                row -> row.getString(1));
        return ofTerminal.or(() -> rows.first(
                "SELECT merchant_no FROM merchant WHERE merchant_no = ? AND acquirer_code = ?",
                List.of(open.row().merchantNo(), open.acquirer()),
                row -> row.getString(1)));
    }

    /** A row tells of the case; what it knows of the amount counts as long as no bill has come. */
    void attach(CaseNumber number, OpenRow open) {
        SettledRow row = open.row();
        rows.change(
                "UPDATE coverage_case SET settlement_row = ?, settlement_file = ?, batch_no = ?, trace_no = ?, reference_no = ?,"
                        + " sold_on = ?, amount = COALESCE(amount, ?), currency = COALESCE(currency, ?) WHERE number = ?",
                List.of(
                        String.valueOf(open.id()),
                        open.file(),
                        row.batchNo(),
                        row.traceNo(),
                        row.referenceNo(),
                        Date.valueOf(row.soldOn()),
                        row.amount().minorUnits(),
                        row.amount().currency().getCurrencyCode(),
                        number.text()));
    }

    /** No row tells of it any more: neither does anybody say how much it was, as long as no bill has come. */
    void detach(CaseNumber number) {
        rows.change(
                "UPDATE coverage_case SET settlement_row = NULL, amount = CASE WHEN receipt IS NULL THEN NULL ELSE amount END,"
                        + " currency = CASE WHEN receipt IS NULL THEN NULL ELSE currency END WHERE number = ?",
                List.of(number.text()));
    }

    /** Gives the settled row of one case, with what it says, to another one. */
    void hand(CaseNumber from, CaseNumber to) {
        Optional<String> id = rows.first(
                "SELECT settlement_row FROM coverage_case WHERE number = ? AND settlement_row IS NOT NULL",
                List.of(from.text()),
                row -> row.getString(1));
        rows.change("UPDATE coverage_case SET settlement_row = NULL WHERE number = ?", List.of(from.text()));
        rows.change(
                "UPDATE coverage_case SET settlement_row = ?, (settlement_file, batch_no, trace_no, reference_no, sold_on) ="
                        + " (SELECT o.settlement_file, o.batch_no, o.trace_no, o.reference_no, o.sold_on FROM coverage_case o"
                        + " WHERE o.number = ?) WHERE number = ?",
                Values.of(id, from.text(), to.text()));
    }

    /** The counter of the sale is known now. */
    void adopt(CaseNumber number, CaseKey key) {
        rows.change(
                "UPDATE coverage_case SET series = ?, counter = ? WHERE number = ?",
                List.of(key.series(), key.counter(), number.text()));
    }

    void lacks(CaseNumber number, Set<Missing> missing) {
        rows.change(
                "UPDATE coverage_case SET missing = ? WHERE number = ?", List.of(Missing.text(missing), number.text()));
    }

    /** What tells of a case; never nothing. */
    void sources(CaseNumber number, Set<CaseSource> sources) {
        String names =
                String.join(",", sources.stream().sorted().map(Enum::name).toList());
        rows.change("UPDATE coverage_case SET sources = ? WHERE number = ?", List.of(names, number.text()));
    }

    /** Whether it was closed because its settlement was taken back. */
    boolean isWithdrawn(CaseNumber number) {
        return rows.count(
                        "SELECT COUNT(*) FROM coverage_case WHERE number = ? AND state = 'CLOSED' AND remedy = 'WITHDRAWN'",
                        List.of(number.text()))
                > 0;
    }

    private Optional<CaseNumber> number(String sql, List<Object> values) {
        return rows.first(sql, values, row -> new CaseNumber(row.getString(1)));
    }

    private static Hole hole(ResultSet row, int at) throws SQLException {
        TraceSpan span = new TraceSpan(
                row.getLong(at),
                row.getLong(at + 1),
                TraceSpan.trace(row.getString(at + 2)),
                TraceSpan.trace(row.getString(at + 3)));
        String before = Optional.ofNullable(row.getString(at + 4)).orElse("");
        String after = Optional.ofNullable(row.getString(at + 5)).orElse("");
        return new Hole(
                span,
                before.equals(after) ? before : "",
                row.getDate(at + 6).toLocalDate(),
                row.getDate(at + 7).toLocalDate());
    }
}
