package org.tallystick.coverage.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.coverage.CaseKey;
import org.tallystick.coverage.ImageResult;
import org.tallystick.shared.TableRow;
import org.tallystick.shared.service.BulkRepository;

/** What receipts have and lack: a row for each, and the counts of them. Only receipts that hold their counter are counted. */
@ApplicationScoped
class CountRepository {
    private static final String COLUMNS =
            "sale_date, acquirer, merchant_no, terminal_no, entry_mode, scheme, requirement,"
                    + " terminal_state, cardholder_state, cause";
    private static final String KEY = " WHERE sale_date = ? AND acquirer = ? AND merchant_no = ? AND terminal_no = ?"
            + " AND entry_mode = ? AND scheme = ? AND requirement = ? AND terminal_state = ? AND cardholder_state = ?"
            + " AND cause = ?";

    private static final String COUNT_AT_ONCE = "INSERT INTO coverage_count (receipts, " + COLUMNS + ")"
            + " SELECT * FROM unnest(?::bigint[], ?::date[], ?::varchar[], ?::varchar[], ?::varchar[], ?::varchar[],"
            + " ?::varchar[], ?::varchar[], ?::varchar[], ?::varchar[], ?::varchar[])"
            + " ON CONFLICT (" + COLUMNS + ") DO UPDATE SET receipts = coverage_count.receipts + EXCLUDED.receipts";

    private static final BulkRepository RECEIPTS = BulkRepository.into(
            "receipt_coverage",
            "number, terminal_no, counted, sale_date, acquirer, merchant_no, entry_mode, scheme, requirement,"
                    + " policy, policy_version, terminal_state, cardholder_state, feature, image, cause");

    private final RowRepository rows;

    /** What counts of a receipt. */
    record Counted(
            LocalDate day,
            String acquirer,
            String merchantNo,
            String terminalNo,
            String entryMode,
            String scheme,
            String requirement,
            String terminal,
            String cardholder,
            String cause) {
        List<Object> values() {
            return List.of(
                    Date.valueOf(day),
                    acquirer,
                    merchantNo,
                    terminalNo,
                    entryMode,
                    scheme,
                    requirement,
                    terminal,
                    cardholder,
                    cause);
        }

        Counted because(String other) {
            return new Counted(
                    day, acquirer, merchantNo, terminalNo, entryMode, scheme, requirement, terminal, cardholder, other);
        }
    }

    /** The row of a receipt. */
    record Covered(
            String number,
            boolean counts,
            Counted counted,
            String policy,
            int policyVersion,
            String feature,
            String image) {}

    @Inject
    CountRepository(RowRepository rows) {
        this.rows = rows;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected CountRepository() {
        this(null);
    }

    /** Stores rows and counts them. */
    void add(List<Covered> all) {
        rows.insertAll(RECEIPTS, all, CountRepository::bind);
        count(all.stream().filter(Covered::counts).map(Covered::counted).toList(), 1);
    }

    private static void bind(TableRow row, Covered of) throws SQLException {
        Counted counted = of.counted();
        row.text(of.number()).text(counted.terminalNo());
        row.flag(of.counts()).date(counted.day()).text(counted.acquirer()).text(counted.merchantNo());
        row.text(counted.entryMode()).text(counted.scheme()).text(counted.requirement());
        row.text(of.policy())
                .integer(of.policyVersion())
                .text(counted.terminal())
                .text(counted.cardholder());
        row.text(of.feature()).text(of.image()).text(counted.cause());
    }

    /** A receipt has lost its counter to another one: it counts no longer. */
    void take(CaseKey key) {
        List<Object> values = List.of(key.terminalNo(), key.series(), key.counter());
        String where = " WHERE counted AND number IN (SELECT r.number FROM receipt r"
                + " WHERE r.terminal_no = ? AND r.series = ? AND r.counter = ? AND NOT r.active)";
        List<Counted> counted =
                rows.list("SELECT " + COLUMNS + " FROM receipt_coverage" + where, values, CountRepository::counted);
        rows.change("UPDATE receipt_coverage SET counted = FALSE" + where, values);
        count(counted, -1);
    }

    /** What the image of a receipt was found to be worth; empty if the receipt has not been assessed. */
    Optional<ImageResult> image(String number) {
        return rows.first(
                "SELECT image FROM receipt_coverage WHERE number = ?",
                List.of(number),
                row -> ImageResult.valueOf(row.getString(1)));
    }

    /** The cause of a receipt has become another one. */
    void recount(String number, String cause) {
        List<Counted> counted = rows.list(
                "SELECT " + COLUMNS + " FROM receipt_coverage WHERE number = ? AND counted AND cause <> ?",
                List.of(number, cause),
                CountRepository::counted);
        if (rows.change(
                        "UPDATE receipt_coverage SET cause = ? WHERE number = ? AND cause <> ?",
                        List.of(cause, number, cause))
                > 0) {
            count(counted, -1);
            count(counted.stream().map(c -> c.because(cause)).toList(), 1);
        }
    }

    private static Counted counted(ResultSet row) throws SQLException {
        return new Counted(
                row.getDate(1).toLocalDate(),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getString(10));
    }

    private void count(List<Counted> counted, long each) {
        Map<Counted, Long> sums = new LinkedHashMap<>();
        counted.forEach(key -> sums.merge(key, each, Long::sum));
        List<List<Object>> all =
                sums.entrySet().stream().map(CountRepository::values).toList();
        if (all.isEmpty() || rows.changeAtOnce(COUNT_AT_ONCE, all)) {
            return;
        }
        int[] changed = rows.changeAll("UPDATE coverage_count SET receipts = receipts + ?" + KEY, all);
        List<List<Object>> fresh = new ArrayList<>();
        for (int i = 0; i < changed.length; i++) {
            if (changed[i] == 0) {
                fresh.add(all.get(i));
            }
        }
        rows.changeAll(
                "INSERT INTO coverage_count (receipts, " + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                fresh);
    }

    private static List<Object> values(Map.Entry<Counted, Long> sum) {
        List<Object> values = new ArrayList<>();
        values.add(sum.getValue());
        values.addAll(sum.getKey().values());
        return values;
    }
}
