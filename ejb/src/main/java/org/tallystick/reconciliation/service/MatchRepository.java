package org.tallystick.reconciliation.service;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.tallystick.reconciliation.MatchRule;
import org.tallystick.shared.ShopTime;

/**
 * Decides about rows, set by set. A range of row ids is decided from the surest rule to the weakest; a receipt that is taken is no
 * candidate any more. Every statement leaves decided rows alone, so that repeating one changes nothing.
 */
final class MatchRepository {
    private static final String RESULT =
            "INSERT INTO settlement_result (row_id, result, rule, rule_version, differences,"
                    + " terminal_no, series, counter, duplicate_of, matched_at) ";
    private static final String UNDECIDED =
            "s.id BETWEEN ? AND ? AND NOT EXISTS" + " (SELECT 1 FROM settlement_result x WHERE x.row_id = s.id)";
    private static final String OPEN = "s.id BETWEEN ? AND ? AND EXISTS"
            + " (SELECT 1 FROM settlement_result x WHERE x.row_id = s.id AND x.result = 'NO_RECEIPT')";
    private static final String NOT_TAKEN = " AND NOT EXISTS (SELECT 1 FROM settlement_result y"
            + " WHERE y.terminal_no = r.terminal_no AND y.series = r.series AND y.counter = r.counter)";
    private static final String NO_KEY = "CAST(NULL AS VARCHAR(8)), CAST(NULL AS BIGINT), CAST(NULL AS BIGINT)";

    /** What differs, as names with blanks between; what the file does not say cannot differ. */
    private static final String DIFFERENCES = "TRIM("
            + "CASE WHEN r.amount <> s.amount THEN 'AMOUNT ' ELSE '' END"
            + " || CASE WHEN r.currency <> s.currency THEN 'CURRENCY ' ELSE '' END"
            + " || CASE WHEN r.sale_date NOT BETWEEN s.sale_date - INTERVAL '1' DAY AND s.sale_date + INTERVAL '1' DAY"
            + " THEN 'DATE ' ELSE '' END"
            + " || CASE WHEN s.merchant_no <> '' AND r.merchant_no <> s.merchant_no THEN 'MERCHANT ' ELSE '' END"
            + " || CASE WHEN s.batch_no <> '' AND r.batch_no <> s.batch_no THEN 'BATCH ' ELSE '' END"
            + " || CASE WHEN s.trace_no <> '' AND r.trace_no <> s.trace_no THEN 'TRACE ' ELSE '' END"
            + " || CASE WHEN s.reference_no <> '' AND r.reference_no <> s.reference_no THEN 'REFERENCE ' ELSE '' END)";

    private MatchRepository() {}

    /** A match that was found for a row that had none. */
    record Late(long row, String terminalNo, long series, long counter, String differences) {}

    /** The rules that hold at a time, in their order. */
    static List<MatchRule> rules(StatementRepository statements, long now) {
        return statements.list(
                "SELECT s.id, s.version, s.fields, s.days, s.certain FROM settlement_rule s WHERE s.version = (SELECT q.version"
                        + " FROM settlement_rule q WHERE q.id = s.id AND q.valid_from <= ? ORDER BY q.valid_from DESC,"
                        + " q.version DESC FETCH FIRST 1 ROWS ONLY) ORDER BY s.position",
                row -> new MatchRule(
                        row.getString(1),
                        row.getInt(2),
                        Set.copyOf(Arrays.asList(row.getString(3).split(","))),
                        row.getInt(4),
                        row.getBoolean(5)),
                Date.valueOf(ShopTime.dayOf(Instant.ofEpochMilli(now))));
    }

    /** Rows that say the same as one before them, or as one of an active file. */
    static long sameRows(StatementRepository statements, long from, long to, long now) {
        return statements.update(
                RESULT + "SELECT s.id, 'DUPLICATE', 'SAME_ROW', 1, '', " + NO_KEY + ", MIN(o.id), CAST(? AS BIGINT)"
                        + sameRows(UNDECIDED),
                now,
                from,
                to);
    }

    private static String sameRows(String which) {
        return " FROM settlement_row s JOIN settlement_row o ON o.terminal_no = s.terminal_no AND o.trace_no = s.trace_no"
                + " AND o.reference_no = s.reference_no AND o.acquirer = s.acquirer AND o.batch_no = s.batch_no"
                + " AND o.amount = s.amount AND o.currency = s.currency AND o.back = s.back AND o.sale_date = s.sale_date"
                + " AND COALESCE(o.settled_on, o.sale_date) = COALESCE(s.settled_on, s.sale_date) AND o.id <> s.id"
                + " LEFT JOIN settlement_result z ON z.row_id = o.id"
                + " WHERE " + which + " AND (o.file_id = s.file_id AND o.id < s.id"
                + " OR o.file_id <> s.file_id AND (z.result IN ('MATCHED', 'MATCHED_WITH_DIFFERENCE')"
                + " OR z.result = 'NO_RECEIPT' AND o.id < s.id)) GROUP BY s.id";
    }

    static long match(StatementRepository statements, MatchRule rule, long from, long to, long now) {
        return statements.update(
                RESULT + "SELECT c.id, CASE WHEN c.differences = '' THEN 'MATCHED' ELSE 'MATCHED_WITH_DIFFERENCE' END,"
                        + " CAST(? AS VARCHAR(32)), CAST(? AS INTEGER), c.differences, c.terminal_no, c.series, c.counter,"
                        + " CAST(NULL AS BIGINT), CAST(? AS BIGINT) FROM (" + chosen(rule, UNDECIDED)
                        + ") c WHERE c.claim = 1",
                rule.id(),
                rule.version(),
                now,
                from,
                to);
    }

    /** Matches for rows that had no receipt until now; nothing is changed by asking. */
    static List<Late> late(StatementRepository statements, MatchRule rule, long from, long to) {
        return statements.list(
                "SELECT c.id, c.terminal_no, c.series, c.counter, c.differences FROM (" + chosen(rule, OPEN)
                        + ") c WHERE c.claim = 1",
                MatchRepository::late,
                from,
                to);
    }

    static void settle(StatementRepository statements, MatchRule rule, List<Late> found, long now) {
        statements.each(
                "UPDATE settlement_result SET result = ?, rule = ?, rule_version = ?, differences = ?, terminal_no = ?,"
                        + " series = ?, counter = ?, matched_at = ? WHERE row_id = ? AND result = 'NO_RECEIPT'",
                found,
                late -> new Object[] {
                    late.differences().isEmpty() ? "MATCHED" : "MATCHED_WITH_DIFFERENCE",
                    rule.id(),
                    rule.version(),
                    late.differences(),
                    late.terminalNo(),
                    late.series(),
                    late.counter(),
                    now,
                    late.row()
                });
    }

    /** Open rows that repeat another one, which was not there or was taken back when they were decided. */
    static void repeated(StatementRepository statements, long from, long to, long now) {
        List<long[]> found = statements.list(
                "SELECT s.id, MIN(o.id)" + sameRows(OPEN),
                row -> new long[] {row.getLong(1), row.getLong(2)},
                from,
                to);
        statements.each(
                "UPDATE settlement_result SET result = 'DUPLICATE', rule = 'SAME_ROW', rule_version = 1, duplicate_of = ?,"
                        + " matched_at = ? WHERE row_id = ? AND result = 'NO_RECEIPT'",
                found,
                pair -> new Object[] {pair[1], now, pair[0]});
    }

    /** Rows whose receipt another row has taken: paid twice. */
    static long paidTwice(StatementRepository statements, MatchRule rule, long from, long to, long now) {
        return statements.update(
                RESULT + "SELECT s.id, 'DUPLICATE', CAST(? AS VARCHAR(32)), CAST(? AS INTEGER), '', " + NO_KEY
                        + ", MIN(y.row_id), CAST(? AS BIGINT) FROM settlement_row s JOIN receipt r ON " + agree(rule)
                        + " JOIN settlement_result y ON y.terminal_no = r.terminal_no AND y.series = r.series"
                        + " AND y.counter = r.counter WHERE " + UNDECIDED + " GROUP BY s.id",
                rule.id(),
                rule.version(),
                now,
                from,
                to);
    }

    /** All that is left has no receipt. */
    static long rest(StatementRepository statements, long from, long to, long now) {
        return statements.update(
                RESULT + "SELECT s.id, CASE WHEN s.terminal_no = '' OR EXISTS (SELECT 1 FROM terminal t"
                        + " JOIN store p ON p.id = t.store_id JOIN merchant m ON m.merchant_no = p.merchant_no"
                        + " WHERE t.terminal_no = s.terminal_no AND m.acquirer_code = s.acquirer)"
                        + " THEN 'NO_RECEIPT' ELSE 'UNKNOWN_TERMINAL' END, '', 0, '', " + NO_KEY
                        + ", CAST(NULL AS BIGINT), CAST(? AS BIGINT) FROM settlement_row s WHERE " + UNDECIDED,
                now,
                from,
                to);
    }

    /** For each row its best receipt, and for each receipt the first of the rows that chose it: {@code claim} 1. */
    private static String chosen(MatchRule rule, String which) {
        return "SELECT a.id, a.terminal_no, a.series, a.counter, a.differences, ROW_NUMBER() OVER"
                + " (PARTITION BY a.terminal_no, a.series, a.counter ORDER BY a.apart, a.id) AS claim FROM ("
                + "SELECT s.id, r.terminal_no, r.series, r.counter, " + DIFFERENCES + " AS differences, "
                + "CASE WHEN r.sale_date = s.sale_date THEN 0 ELSE 1 END AS apart, ROW_NUMBER() OVER (PARTITION BY s.id ORDER BY"
                + " CASE WHEN r.sale_date = s.sale_date THEN 0 ELSE 1 END,"
                + " CASE WHEN r.batch_no = s.batch_no THEN 0 ELSE 1 END, r.sale_time, r.number) AS choice"
                + " FROM settlement_row s JOIN receipt r ON " + agree(rule) + " WHERE " + which + NOT_TAKEN
                + ") a WHERE a.choice = 1";
    }

    private static String agree(MatchRule rule) {
        List<String> all = new ArrayList<>();
        if (rule.asks("REFERENCE")) {
            all.add("s.reference_no <> '' AND r.reference_no = s.reference_no"
                    + " AND (s.terminal_no = '' OR r.terminal_no = s.terminal_no)");
        }
        if (rule.asks("TRACE")) {
            all.add(
                    "s.terminal_no <> '' AND s.trace_no <> '' AND r.terminal_no = s.terminal_no AND r.trace_no = s.trace_no");
        }
        if (rule.asks("BATCH")) {
            all.add("s.batch_no <> '' AND r.batch_no = s.batch_no");
        }
        if (rule.asks("AMOUNT")) {
            all.add("r.amount = s.amount AND r.currency = s.currency");
        }
        String days = "INTERVAL '" + rule.days() + "' DAY";
        all.add("r.sale_date BETWEEN s.sale_date - " + days + " AND s.sale_date + " + days);
        all.add("r.acquirer = s.acquirer AND r.active AND r.bill_type IN (" + DueRepository.SETTLE + ")");
        all.add("s.back = (r.bill_type IN (" + DueRepository.BACK + "))");
        return String.join(" AND ", all);
    }

    private static Late late(ResultSet row) throws SQLException {
        return new Late(row.getLong(1), row.getString(2), row.getLong(3), row.getLong(4), row.getString(5));
    }
}
