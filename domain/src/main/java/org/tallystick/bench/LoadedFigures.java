package org.tallystick.bench;

import java.sql.Date;
import java.sql.SQLException;
import java.time.LocalDate;
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
    static final int COVERAGE_COLUMNS = 16;

    static final String COVERAGE =
            """
            receipt_coverage (number, terminal_no, counted, sale_date, acquirer, merchant_no, entry_mode, scheme,
            requirement, policy, policy_version, terminal_state, cardholder_state, feature, image, cause)""";

    private final RequirementPolicy policy;
    private final Map<Day, Sum> days = new HashMap<>();
    private final Map<Kind, Long> kinds = new HashMap<>();

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

    private record Kind(
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
     * @param rows gets its row, as {@link #COVERAGE} names the columns
     */
    void assess(LoadedReceipt receipt, CopyRows rows) {
        Bill bill = receipt.bill();
        Assessment assessment = Assessment.of(
                new Assessment.Seen(bill, receipt.status(), Channel.REST, ImageResult.ABSENT, false), policy);
        if (!assessment.missing().isEmpty()) {
            throw new IllegalStateException("a case is the platform's to open: " + assessment);
        }
        Kind kind = new Kind(
                bill.time().toLocalDate(),
                bill.acquirer(),
                bill.merchantNo(),
                bill.terminalNo(),
                bill.entryMode().name(),
                bill.card().flatMap(Bill.Card::scheme).orElse("").toUpperCase(Locale.ROOT),
                assessment.requirement().answer().map(Enum::name).orElse(""),
                assessment.terminal().name(),
                assessment.cardholder().name());
        kinds.merge(kind, 1L, Long::sum);
        rows.row().text(receipt.number()).text(kind.terminalNo());
        rows.flag(true).date(kind.day());
        rows.text(kind.acquirer())
                .text(kind.merchantNo())
                .text(kind.entryMode())
                .text(kind.scheme());
        rows.text(kind.requirement()).text(assessment.requirement().policy());
        rows.integer(assessment.requirement().version()).text(kind.terminal()).text(kind.cardholder());
        rows.text(assessment.feature().name()).text(assessment.image().name()).text("");
    }

    /** Writes the counts: of a database in which nobody had sold anything. */
    void write(BenchRepository rows) throws SQLException {
        rows.change(
                "INSERT INTO daily_count (sale_date, acquirer, merchant_no, status, receipts, newest) VALUES (?, ?, ?, ?, ?, ?)",
                days.entrySet().stream()
                        .map(one -> one.getKey().values(one.getValue()))
                        .toList());
        rows.change(
                "INSERT INTO coverage_count (sale_date, acquirer, merchant_no, terminal_no, entry_mode, scheme, requirement,"
                        + " terminal_state, cardholder_state, receipts, cause) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '')",
                kinds.entrySet().stream()
                        .map(one -> one.getKey().values(one.getValue()))
                        .toList());
    }
}
