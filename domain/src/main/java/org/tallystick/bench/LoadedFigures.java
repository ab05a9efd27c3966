package org.tallystick.bench;

import java.sql.Date;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.tallystick.coverage.Assessment;
import org.tallystick.coverage.ImageResult;
import org.tallystick.coverage.PolicyRow;
import org.tallystick.coverage.RequirementPolicy;
import org.tallystick.shared.CopyRows;
import org.tallystick.signing.Bill;
import org.tallystick.signing.Channel;
import org.tallystick.signing.EntryMode;

/**
 * What the platform counts and assesses of each receipt, with its own rules: receipts by day, what each has and lacks, and the counts of
 * that. Not thread-safe.
 */
final class LoadedFigures {
    static final int COVERAGE_COLUMNS = 4;

    static final String COVERAGE = "receipt_coverage (log_id, seq, kind, counted)";

    private static final String KIND_COLUMNS =
            "entry_mode, scheme, requirement, policy, policy_version, terminal_state,"
                    + " cardholder_state, feature, image, cause";

    private final RequirementPolicy policy;
    private final Map<Day, Sum> days = new HashMap<>();
    private final Map<Count, Long> counts = new HashMap<>();
    private final Map<List<String>, Integer> kinds = new HashMap<>();
    private final int kindsBefore;
    private int newestKind;

    private record Day(LocalDate day, String acquirer, String merchantNo, String status) {
        List<Object> values(Sum sum) {
            return List.of(Date.valueOf(day), acquirer, merchantNo, status, sum.receipts(), sum.newest());
        }
    }

    private record Sum(long receipts, long newest) {
        Sum and(Sum other) {
            return new Sum(receipts + other.receipts, Math.max(newest, other.newest));
        }
    }

    private record Count(
            LocalDate day,
            String acquirer,
            String merchantNo,
            String terminalNo,
            String entryMode,
            String scheme,
            String requirement,
            String terminal,
            String cardholder) {
        List<Object> values(long receipts) {
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
                    receipts);
        }
    }

    /** @param rows where the rules are */
    LoadedFigures(BenchRepository rows) throws SQLException {
        rows.list("SELECT " + KIND_COLUMNS + ", id FROM coverage_kind")
                .forEach(row -> kinds.put(row.subList(0, row.size() - 1), Integer.parseInt(row.get(row.size() - 1))));
        kindsBefore = kinds.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        newestKind = kindsBefore;
        policy = new RequirementPolicy(rows
                .list("SELECT id, version, acquirer, entry_mode, currency, valid_from, small_limit, cdcvm, qr,"
                        + " stored_value FROM signature_policy")
                .stream()
                .map(LoadedFigures::policyRow)
                .toList());
    }

    private static PolicyRow policyRow(List<String> row) {
        return new PolicyRow(
                row.get(0),
                Integer.parseInt(row.get(1)),
                row.get(2),
                EntryMode.valueOf(row.get(3)),
                row.get(4),
                LocalDate.parse(row.get(5)),
                row.get(6).isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(row.get(6))),
                new PolicyRow.Trusted(isTrue(row.get(7)), isTrue(row.get(8)), isTrue(row.get(9))));
    }

    private static boolean isTrue(String value) {
        return value.equals("t");
    }

    /** Counts a receipt in its day. */
    void count(LoadedReceipt receipt) {
        Bill bill = receipt.bill();
        days.merge(
                new Day(
                        bill.time().toLocalDate(),
                        bill.acquirer(),
                        bill.merchantNo(),
                        receipt.status().name()),
                new Sum(1, receipt.timeMillis()),
                Sum::and);
    }

    /**
     * Assesses a receipt that lacks nothing.
     *
     * @param index of its entry in the log
     * @param rows gets its row, as {@link #COVERAGE} names the columns
     */
    void assess(LoadedReceipt receipt, int logId, long index, CopyRows rows) {
        Bill bill = receipt.bill();
        Assessment assessment = Assessment.of(
                new Assessment.Seen(bill, receipt.status(), Channel.REST, ImageResult.ABSENT, false), policy);
        if (!assessment.missing().isEmpty()) {
            throw new IllegalStateException("a case is the platform's to open: " + assessment);
        }
        Count count = new Count(
                bill.time().toLocalDate(),
                bill.acquirer(),
                bill.merchantNo(),
                bill.terminalNo(),
                bill.entryMode().name(),
                bill.card().flatMap(Bill.Card::scheme).orElse("").toUpperCase(Locale.ROOT),
                assessment.requirement().answer().map(Enum::name).orElse(""),
                assessment.terminal().name(),
                assessment.cardholder().name());
        counts.merge(count, 1L, Long::sum);
        List<String> kind = List.of(
                count.entryMode(),
                count.scheme(),
                count.requirement(),
                assessment.requirement().policy(),
                String.valueOf(assessment.requirement().version()),
                count.terminal(),
                count.cardholder(),
                assessment.feature().name(),
                assessment.image().name(),
                "");
        rows.row()
                .integer(logId)
                .number(index)
                .integer(kinds.computeIfAbsent(kind, fresh -> ++newestKind))
                .flag(true);
    }

    /** Writes the counts and the kinds: of a database in which nobody had sold anything. */
    void write(BenchRepository rows) throws SQLException {
        rows.change(
                "INSERT INTO daily_count (sale_date, acquirer, merchant_no, status, receipts, newest) VALUES (?, ?, ?, ?, ?, ?)",
                days.entrySet().stream()
                        .map(one -> one.getKey().values(one.getValue()))
                        .toList());
        rows.change(
                "INSERT INTO coverage_count (sale_date, acquirer, merchant_no, terminal_no, entry_mode, scheme, requirement,"
                        + " terminal_state, cardholder_state, receipts, cause) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '')",
                counts.entrySet().stream()
                        .map(one -> one.getKey().values(one.getValue()))
                        .toList());
        rows.change(
                "INSERT INTO coverage_kind (" + KIND_COLUMNS + ", id) VALUES (?, ?, ?, ?, ?::int, ?, ?, ?, ?, ?, ?)",
                kinds.entrySet().stream()
                        .filter(one -> one.getValue() > kindsBefore)
                        .map(LoadedFigures::values)
                        .toList());
        rows.execute(
                "SELECT setval(pg_get_serial_sequence('coverage_kind', 'id'), (SELECT MAX(id) FROM coverage_kind))");
    }

    private static List<Object> values(Map.Entry<List<String>, Integer> kind) {
        List<Object> values = new ArrayList<>(kind.getKey());
        values.add(kind.getValue());
        return values;
    }
}
