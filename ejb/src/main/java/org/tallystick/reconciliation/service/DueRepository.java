package org.tallystick.reconciliation.service;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.tallystick.reconciliation.DueDays;
import org.tallystick.reconciliation.Period;
import org.tallystick.reconciliation.SettlementFile;

/** Days that are due and receipts that lack their row. Everything here is derived and can be derived again. */
final class DueRepository {
    /** Kinds of bills that move money, and those that give it back. */
    static final String SETTLE = "'SALE', 'COMPLETION', 'REFUND', 'VOID', 'COMPLETION_VOID'";

    static final String BACK = "'REFUND', 'VOID', 'COMPLETION_VOID'";
    private static final String VOIDS = "'VOID', 'COMPLETION_VOID'";

    /** No zone is further from UTC, so a local day lies within it and this much on either side. */
    private static final long ZONES_MILLIS = 15L * 3_600_000;

    private static final String TAKEN = "EXISTS (SELECT 1 FROM settlement_result y WHERE y.terminal_no = %s"
            + " AND y.series = %s AND y.counter = %s)";

    /**
     * A sale and its void, neither of them settled, are settled together: with nothing. A void that does not name its sale by counter
     * cannot be told from that.
     */
    private static final String LACKS = "r.active AND r.bill_type IN (" + SETTLE + ") AND NOT "
            + TAKEN.formatted("r.terminal_no", "r.series", "r.counter")
            + " AND NOT (r.bill_type IN (" + VOIDS + ") AND (r.original_counter IS NULL OR NOT "
            + TAKEN.formatted("r.original_terminal", "r.original_series", "r.original_counter") + "))"
            + " AND NOT (r.bill_type IN ('SALE', 'COMPLETION') AND EXISTS (SELECT 1 FROM receipt o WHERE"
            + " o.original_terminal = r.terminal_no AND o.original_series = r.series AND o.original_counter = r.counter"
            + " AND o.active AND o.bill_type IN (" + VOIDS + ") AND NOT "
            + TAKEN.formatted("o.terminal_no", "o.series", "o.counter") + "))";

    private static final String ADD =
            "INSERT INTO settlement_missing (terminal_no, series, counter, acquirer, merchant_no,"
                    + " sale_date, sale_time) SELECT r.terminal_no, r.series, r.counter, r.acquirer, r.merchant_no, r.sale_date,"
                    + " r.sale_time FROM receipt r JOIN settlement_due d ON d.acquirer = r.acquirer AND d.sale_day = r.sale_date WHERE "
                    + LACKS + " AND NOT EXISTS (SELECT 1 FROM settlement_missing m WHERE m.terminal_no = r.terminal_no"
                    + " AND m.series = r.series AND m.counter = r.counter)";

    private DueRepository() {}

    /** Notes the days of a file that has become active. */
    static void addDays(StatementRepository statements, SettlementFile file) {
        if (!file.partial()) {
            statements.update(
                    "INSERT INTO settlement_day (file_id, acquirer, sale_day, declared) SELECT DISTINCT s.file_id, s.acquirer,"
                            + " s.sale_date, FALSE FROM settlement_row s WHERE s.id BETWEEN ? AND ?",
                    file.firstRowId(),
                    file.lastRowId());
        }
        file.declared().ifPresent(period -> {
            statements.update(
                    "DELETE FROM settlement_day WHERE file_id = ? AND sale_day BETWEEN ? AND ?",
                    file.id(),
                    period.from(),
                    period.to());
            List<LocalDate> days =
                    period.from().datesUntil(period.to().plusDays(1)).toList();
            statements.each(
                    "INSERT INTO settlement_day (file_id, acquirer, sale_day, declared) VALUES (?, ?, ?, TRUE)",
                    days,
                    day -> new Object[] {file.id(), file.acquirer(), day});
        });
    }

    static List<LocalDate> days(StatementRepository statements, SettlementFile file) {
        return statements.list(
                "SELECT sale_day FROM settlement_day WHERE file_id = ? ORDER BY sale_day",
                row -> row.getObject(1, LocalDate.class),
                file.id());
    }

    static void removeDays(StatementRepository statements, SettlementFile file) {
        statements.update("DELETE FROM settlement_day WHERE file_id = ?", file.id());
    }

    /**
     * Derives what is due and what is missing again.
     *
     * @param changed days whose rows have changed
     */
    static void derive(StatementRepository statements, String acquirer, List<LocalDate> changed) {
        deriveDue(statements, acquirer);
        statements.update(
                "DELETE FROM settlement_missing WHERE acquirer = ? AND "
                        + TAKEN.formatted(
                                "settlement_missing.terminal_no",
                                "settlement_missing.series",
                                "settlement_missing.counter"),
                acquirer);
        for (Period run : runs(changed)) {
            statements.update(
                    "DELETE FROM settlement_missing WHERE acquirer = ? AND sale_date BETWEEN ? AND ?",
                    acquirer,
                    run.from(),
                    run.to());
            statements.update(
                    ADD
                            + " AND r.acquirer = ? AND r.sale_date BETWEEN ? AND ? AND r.sale_time >= ? AND r.sale_time < ?",
                    acquirer,
                    run.from(),
                    run.to(),
                    millis(run.from()) - ZONES_MILLIS,
                    millis(run.to().plusDays(1)) + ZONES_MILLIS);
        }
    }

    private static void deriveDue(StatementRepository statements, String acquirer) {
        Set<LocalDate> due = DueDays.of(days(statements, acquirer, false), days(statements, acquirer, true));
        statements.update("DELETE FROM settlement_due WHERE acquirer = ?", acquirer);
        statements.each("INSERT INTO settlement_due (acquirer, sale_day) VALUES (?, ?)", due, day ->
                new Object[] {acquirer, day});
    }

    private static List<LocalDate> days(StatementRepository statements, String acquirer, boolean declared) {
        return statements.list(
                "SELECT DISTINCT sale_day FROM settlement_day WHERE acquirer = ? AND declared = ?",
                row -> row.getObject(1, LocalDate.class),
                acquirer,
                declared);
    }

    /** What has come since: bills of days that are due, and voids of sales that were missing. @param numbers of receipts */
    static void addLate(StatementRepository statements, List<String> numbers) {
        if (numbers.isEmpty()) {
            return;
        }
        String among = "r.number IN (" + String.join(", ", Collections.nCopies(numbers.size(), "?")) + ")";
        statements.update(ADD + " AND " + among, numbers.toArray());
        statements.update(
                "DELETE FROM settlement_missing WHERE EXISTS (SELECT 1 FROM receipt r WHERE " + among
                        + " AND r.active AND r.bill_type IN (" + VOIDS
                        + ") AND r.original_terminal = settlement_missing.terminal_no"
                        + " AND r.original_series = settlement_missing.series"
                        + " AND r.original_counter = settlement_missing.counter AND NOT "
                        + TAKEN.formatted("r.terminal_no", "r.series", "r.counter") + ")",
                numbers.toArray());
    }

    static void settled(StatementRepository statements, List<MatchRepository.Late> found) {
        statements.each(
                "DELETE FROM settlement_missing WHERE terminal_no = ? AND series = ? AND counter = ?", found, late ->
                        new Object[] {late.terminalNo(), late.series(), late.counter()});
    }

    /** The days and their neighbours, as periods without a gap. */
    static List<Period> runs(List<LocalDate> changed) {
        TreeSet<LocalDate> days = new TreeSet<>();
        changed.forEach(day -> days.addAll(List.of(day.minusDays(1), day, day.plusDays(1))));
        List<Period> runs = new ArrayList<>();
        for (LocalDate day : days) {
            Period last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
            if (last != null && last.to().plusDays(1).equals(day)) {
                runs.set(runs.size() - 1, new Period(last.from(), day));
            } else {
                runs.add(new Period(day, day));
            }
        }
        return runs;
    }

    private static long millis(LocalDate day) {
        return day.atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
    }
}
