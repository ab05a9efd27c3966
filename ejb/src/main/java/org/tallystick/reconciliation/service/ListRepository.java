package org.tallystick.reconciliation.service;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.service.KeptLogs;
import org.tallystick.reconciliation.FaultReason;
import org.tallystick.reconciliation.MatchResult;
import org.tallystick.reconciliation.RowFault;
import org.tallystick.reconciliation.SettledLine;
import org.tallystick.reconciliation.SettledRow;
import org.tallystick.reconciliation.SettlementFile;
import org.tallystick.reconciliation.UnsettledReceipt;
import org.tallystick.shared.Money;

/** Lists of rows, bad lines and receipts, read page by page behind the last one seen. */
final class ListRepository {
    /** The receipt that is settled, or should be; one of a removed log is not shown any more, however long deleting it takes. */
    private static final String SHOWN = " AND r.active AND " + KeptLogs.keep("r");

    private static final String LINES =
            "SELECT s.id, s.merchant_no, s.terminal_no, s.batch_no, s.trace_no, s.reference_no,"
                    + " s.amount, s.currency, s.back, s.sale_date, s.settled_on, s.card_last4, x.result, x.rule, x.differences,"
                    + " x.duplicate_of, r.number, r.amount FROM settlement_result x JOIN settlement_row s ON s.id = x.row_id"
                    + " LEFT JOIN receipt r ON r.terminal_no = x.terminal_no AND r.series = x.series AND r.counter = x.counter"
                    + SHOWN;
    private static final String MISSING =
            "SELECT r.number, m.acquirer, m.merchant_no, m.terminal_no, m.series, m.counter,"
                    + " r.trace_no, r.batch_no, r.amount, r.currency, r.bill_type, m.sale_time FROM settlement_missing m"
                    + " JOIN receipt r ON r.terminal_no = m.terminal_no AND r.series = m.series AND r.counter = m.counter"
                    + SHOWN;

    private ListRepository() {}

    /** Rows with one of these results by id, behind {@code after} and up to {@code last}. */
    static List<SettledLine> lines(
            StatementRepository statements, Collection<MatchResult> results, long after, long last, int most) {
        String names = results.stream().map(r -> "'" + r.name() + "'").collect(Collectors.joining(", "));
        return statements.list(
                LINES + " WHERE x.result IN (" + names
                        + ") AND x.row_id > ? AND x.row_id <= ? ORDER BY x.row_id LIMIT ?",
                ListRepository::line,
                after,
                last,
                most);
    }

    static List<SettledLine> linesOf(StatementRepository statements, String terminalNo, long series, long counter) {
        return statements.list(
                LINES
                        + " WHERE x.terminal_no = ? AND x.series = ? AND x.counter = ? OR x.duplicate_of IN (SELECT z.row_id"
                        + " FROM settlement_result z WHERE z.terminal_no = ? AND z.series = ? AND z.counter = ?)"
                        + " ORDER BY x.row_id",
                ListRepository::line,
                terminalNo,
                series,
                counter,
                terminalNo,
                series,
                counter);
    }

    static List<RowFault> faults(StatementRepository statements, SettlementFile file, long from, int most) {
        return statements.list(
                "SELECT line, reason, field, content FROM settlement_fault WHERE file_id = ? AND seq >= ? ORDER BY seq LIMIT ?",
                row -> new RowFault(
                        row.getLong(1), FaultReason.valueOf(row.getString(2)), row.getString(3), row.getString(4)),
                file.id(),
                from,
                most);
    }

    /** Receipts without a row, by time of sale. @param after the last one seen */
    static List<UnsettledReceipt> missing(
            StatementRepository statements,
            String condition,
            List<Object> values,
            Optional<UnsettledReceipt> after,
            int most) {
        List<Object> all = new ArrayList<>(values);
        after.ifPresent(last ->
                all.addAll(List.of(last.soldAt().toEpochMilli(), last.terminalNo(), last.series(), last.counter())));
        all.add(most);
        return statements.list(
                MISSING + " WHERE " + condition
                        + (after.isPresent()
                                ? " AND (m.sale_time, m.terminal_no, m.series, m.counter) > (?, ?, ?, ?)"
                                : "")
                        + " ORDER BY m.sale_time, m.terminal_no, m.series, m.counter LIMIT ?",
                ListRepository::unsettled,
                all.toArray());
    }

    /** Of the days that a file has rows of, or was declared complete for. */
    static List<UnsettledReceipt> missing(
            StatementRepository statements, SettlementFile file, Optional<UnsettledReceipt> after, int most) {
        return missing(
                statements,
                "m.acquirer = ? AND m.sale_date IN (SELECT d.sale_day FROM settlement_day d WHERE d.file_id = ?)",
                List.of(file.acquirer(), file.id()),
                after,
                most);
    }

    static long missing(StatementRepository statements, SettlementFile file) {
        return statements.number(
                "SELECT COUNT(*) FROM settlement_missing m WHERE m.acquirer = ? AND m.sale_date IN"
                        + " (SELECT d.sale_day FROM settlement_day d WHERE d.file_id = ?)",
                file.acquirer(),
                file.id());
    }

    private static SettledLine line(ResultSet row) throws SQLException {
        return new SettledLine(
                row.getLong(1),
                new SettledRow(
                        row.getLong(1) % SettlementFile.ROW_IDS,
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        new Money(row.getLong(7), Currency.getInstance(row.getString(8))),
                        row.getBoolean(9),
                        row.getObject(10, LocalDate.class),
                        Optional.ofNullable(row.getObject(11, LocalDate.class)),
                        row.getString(12)),
                MatchResult.valueOf(row.getString(13)),
                row.getString(14),
                row.getString(15).isEmpty()
                        ? List.of()
                        : Arrays.asList(row.getString(15).split(" ")),
                text(row.getString(17)),
                row.getLong(18),
                row.getLong(16));
    }

    private static UnsettledReceipt unsettled(ResultSet row) throws SQLException {
        return new UnsettledReceipt(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getLong(5),
                row.getLong(6),
                row.getString(7),
                text(row.getString(8)),
                new Money(row.getLong(9), Currency.getInstance(row.getString(10))),
                DueRepository.BACK.contains("'" + row.getString(11) + "'"),
                Instant.ofEpochMilli(row.getLong(12)));
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
