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
import org.tallystick.coverage.service.KindRepository.Kind;
import org.tallystick.shared.RecentMap;
import org.tallystick.shared.service.BulkRepository;

/**
 * What receipts have and lack: a row for each, which names its {@link Kind}, and the counts of them. Only receipts that hold their counter
 * are counted.
 */
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

    private static final BulkRepository RECEIPTS =
            BulkRepository.into("receipt_coverage", "log_id, seq, kind, counted");

    /** What is counted of an assessed receipt {@code r}, and of what kind {@code k} it is. */
    private static final String ASSESSED =
            "SELECT r.sale_date, r.acquirer, r.merchant_no, r.terminal_no, k.entry_mode, k.scheme, k.requirement,"
                    + " k.terminal_state, k.cardholder_state, k.cause, v.log_id, v.seq, v.counted, k.policy,"
                    + " k.policy_version, k.feature, k.image FROM receipt r"
                    + " JOIN receipt_coverage v ON v.log_id = r.log_id AND v.seq = r.seq"
                    + " JOIN coverage_kind k ON k.id = v.kind WHERE ";

    private static final int REMEMBERED_KINDS = 5_000;

    private final RowRepository rows;
    private final KindRepository kinds;
    private final Map<Kind, Integer> numbers = new RecentMap<>(REMEMBERED_KINDS);

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

    /**
     * What is known of a receipt.
     *
     * @param index of its entry in the log
     * @param counts whether it holds its counter
     */
    record Covered(
            int logId,
            long index,
            boolean counts,
            Counted counted,
            String policy,
            int policyVersion,
            String feature,
            String image) {
        Kind kind() {
            return new Kind(
                    counted.entryMode(),
                    counted.scheme(),
                    counted.requirement(),
                    policy,
                    policyVersion,
                    counted.terminal(),
                    counted.cardholder(),
                    feature,
                    image,
                    counted.cause());
        }
    }

    private record Numbered(Covered of, int kind) {}

    @Inject
    CountRepository(RowRepository rows, KindRepository kinds) {
        this.rows = rows;
        this.kinds = kinds;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected CountRepository() {
        this(null, null);
    }

    /** Stores rows and counts them. */
    void add(List<Covered> all) {
        // Before the first row is sent: a new kind takes a transaction of its own.
        List<Numbered> numbered =
                all.stream().map(of -> new Numbered(of, number(of.kind()))).toList();
        rows.insertAll(RECEIPTS, numbered, (row, one) -> row.integer(one.of().logId())
                .number(one.of().index())
                .integer(one.kind())
                .flag(one.of().counts()));
        count(all.stream().filter(Covered::counts).map(Covered::counted).toList(), 1);
    }

    private int number(Kind kind) {
        synchronized (numbers) {
            return numbers.computeIfAbsent(kind, kinds::number);
        }
    }

    /** A receipt has lost its counter to another one: it counts no longer. */
    void take(CaseKey key) {
        List<Covered> lost = rows.list(
                ASSESSED + "v.counted AND r.terminal_no = ? AND r.series = ? AND r.counter = ? AND NOT r.active",
                List.of(key.terminalNo(), key.series(), key.counter()),
                CountRepository::covered);
        for (Covered of : lost) {
            rows.change(
                    "UPDATE receipt_coverage SET counted = FALSE WHERE log_id = ? AND seq = ?",
                    List.of(of.logId(), of.index()));
        }
        count(lost.stream().map(Covered::counted).toList(), -1);
    }

    /** What the image of a receipt was found to be worth; empty if the receipt has not been assessed. */
    Optional<ImageResult> image(String number) {
        return find(number).map(of -> ImageResult.valueOf(of.image()));
    }

    /** The cause of a receipt has become another one. */
    void recount(String number, String cause) {
        Optional<Covered> found =
                find(number).filter(of -> !of.counted().cause().equals(cause));
        if (found.isEmpty()) {
            return;
        }
        Covered of = found.get();
        rows.change(
                "UPDATE receipt_coverage SET kind = ? WHERE log_id = ? AND seq = ?",
                List.of(number(of.kind().because(cause)), of.logId(), of.index()));
        if (of.counts()) {
            count(List.of(of.counted()), -1);
            count(List.of(of.counted().because(cause)), 1);
        }
    }

    private Optional<Covered> find(String number) {
        return rows.first(ASSESSED + "r.number = ?", List.of(number), CountRepository::covered);
    }

    private static Covered covered(ResultSet row) throws SQLException {
        return new Covered(
                row.getInt(11),
                row.getLong(12),
                row.getBoolean(13),
                counted(row),
                row.getString(14),
                row.getInt(15),
                row.getString(16),
                row.getString(17));
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
