package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tallystick.bench.GrowthBench;
import org.tallystick.bench.GrowthPlan;
import org.tallystick.bench.SigningPlan;
import org.tallystick.receipts.DaySum;
import org.tallystick.receipts.DaySums;

/**
 * What {@code bench growth} loads is what the platform would have stored: it audits the log and verifies receipts from outside, or ends with
 * a {@link org.tallystick.bench.BenchException}; the figures are compared with the receipts here.
 */
class GrowthIT {
    private static final long RECEIPTS = 10_000;

    private static Postgres postgres;
    private static Map<?, ?> size;

    @BeforeAll
    static void load() throws Exception {
        postgres = Postgres.start();
        Map<String, String> database = postgres.database("growth");
        GrowthPlan plan = new GrowthPlan(
                ServerDirectory.home(),
                Optional.of(new SigningPlan.Address(
                        database.get("TALLYSTICK_DB_URL"),
                        database.get("TALLYSTICK_DB_USER"),
                        database.get("TALLYSTICK_DB_PASSWORD"))),
                RECEIPTS,
                16,
                4,
                Map.of());
        Map<String, Object> report = GrowthBench.run(
                        plan, List.of(RECEIPTS), new GrowthBench.Load(0, 2, 1, 0), line -> {})
                .members();
        size = (Map<?, ?>) ((List<?>) report.get("sizes")).get(0);
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @Test
    void theLogAuditsCleanAndReceiptsVerify() {
        assertThat(size.get("checked").toString()).contains("audited, clean", "20 receipts of 20 verified as genuine");
    }

    @Test
    void everyPageAnswers() {
        List<?> reads = (List<?>) size.get("reads");

        assertThat(reads).hasSizeGreaterThan(25).allSatisfy(read -> assertThat(((Map<?, ?>) read).get("errors"))
                .as(read.toString())
                .isEqualTo(Map.of()));
    }

    @Test
    void figuresOfDaysAreThoseOfTheReceipts() throws SQLException {
        assertThat(number("SELECT COUNT(*) FROM receipt")).isEqualTo(RECEIPTS);
        assertThat(
                        number(
                                "SELECT COUNT(*) FROM (SELECT sale_date, merchant_no, status, COUNT(*), MAX(arrival) FROM receipt"
                                        + " GROUP BY 1, 2, 3 EXCEPT SELECT sale_date, merchant_no, status, receipts, newest FROM daily_count) x"))
                .isZero();
        assertThat(number("SELECT SUM(receipts) FROM coverage_count")).isEqualTo(RECEIPTS);
    }

    /** What came without a signature was found by the platform itself. */
    @Test
    void everyUnsignedOneHasItsCase() throws SQLException {
        assertThat(number("SELECT COUNT(*) FROM receipt r JOIN coverage_case c ON c.receipt = r.number"
                        + " JOIN receipt_lack l ON l.number = r.number WHERE r.status = 'UNSIGNED'"))
                .isEqualTo(number("SELECT COUNT(*) FROM receipt WHERE status = 'UNSIGNED'"))
                .isEqualTo(RECEIPTS / 200);
    }

    /** The list of all receipts has been looked at: every day of its merchant is kept. */
    @Test
    void whatIsKeptOfDaysIsWhatTheirReceiptsComeTo() throws SQLException {
        List<DaySum> kept = new ArrayList<>();
        try (Connection connection = postgres.connect("growth");
                var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT sale_day, sums FROM merchant_day")) {
            while (row.next()) {
                kept.addAll(DaySums.parse(row.getDate(1).toLocalDate(), row.getString(2)));
            }
        }
        String receipts = " FROM receipt WHERE merchant_no = '898331054110027'";

        assertThat(kept.stream().mapToLong(DaySum::count).sum())
                .isPositive()
                .isEqualTo(number("SELECT COUNT(*)" + receipts));
        assertThat(kept.stream().mapToLong(DaySum::net).sum())
                .isEqualTo(number("SELECT SUM(CASE WHEN bill_type = 'SALE' THEN amount ELSE -amount END)" + receipts));
        assertThat(kept.stream().map(DaySum::day).distinct().count())
                .isEqualTo(number("SELECT COUNT(DISTINCT sale_date)" + receipts));
    }

    private static long number(String sql) throws SQLException {
        try (Connection connection = postgres.connect("growth");
                var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
