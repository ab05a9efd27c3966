package org.tallystick.coverage.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.coverage.CaseNumber;
import org.tallystick.coverage.Outcome;
import org.tallystick.coverage.Rate;
import org.tallystick.coverage.RateLine;
import org.tallystick.coverage.RateQuery;
import org.tallystick.coverage.RateQuery.Device;
import org.tallystick.coverage.RateQuery.Dimension;
import org.tallystick.coverage.Remedy;
import org.tallystick.shared.ShopTime;

/** Rates by what ran on the terminal on the day of the sale, and how long cases took. */
class RateRepositoryTest {
    private static final CaseScope ALL = new CaseScope("1 = 1", List.of());
    private static final RateQuery MONTH = RateQuery.of(LocalDate.of(2026, 11, 1), LocalDate.of(2026, 11, 30));

    private final CaseShop shop = new CaseShop();
    private final RateRepository rates = new RateRepository(shop.rows);

    @BeforeEach
    void sell() {
        runs("2026-11-10", "N910", "3.1");
        runs("2026-11-20", "N910", "3.2");
        count("2026-11-05", "SIGNED", "", 7);
        count("2026-11-15", "UNSIGNED", "FIRMWARE_OLD", 4);
        count("2026-11-15", "SIGNED", "", 96);
        count("2026-11-20", "SIGNED", "", 50);
        count("2026-11-25", "UNSIGNED", "PAD_ERROR", 1);
    }

    private void runs(String day, String model, String version) {
        long from = org.tallystick.shared.ShopTime.startOf(LocalDate.parse(day)).toEpochMilli();
        shop.run("INSERT INTO terminal_program VALUES ('20000001', DATE '" + day + "', " + from + ", " + from
                + ", 'Newland', '" + model + "', '" + version + "')");
    }

    private void count(String day, String state, String cause, long receipts) {
        shop.run("INSERT INTO coverage_count VALUES (DATE '" + day
                + "', '48023310', '898331054110027', '20000001', 'TAP'," + " 'CUP', 'REQUIRED', '" + state
                + "', 'PRESENT', '" + cause + "', " + receipts + ")");
    }

    private static String text(Rate rate) {
        return rate.key() + " " + rate.nameEn() + " " + rate.receipts() + " " + rate.unsigned();
    }

    @Test
    void aSaleCountsForTheVersionThatRanOnItsDay() {
        assertThat(rates.by(ALL, MONTH, Dimension.FIRMWARE, 10))
                .extracting(RateRepositoryTest::text)
                .containsExactly("3.1 N910 100 4", "3.2 N910 51 1", "  7 0");
    }

    @Test
    void theWholeIsNeverDividedDifferentlyFromItsParts() {
        assertThat(rates.total(ALL, MONTH).receipts()).isEqualTo(158);
        assertThat(rates.by(ALL, MONTH, Dimension.DEVICE_BRAND, 10))
                .extracting(RateRepositoryTest::text)
                .containsExactly("Newland Newland 151 5", "  7 0");
        assertThat(rates.by(ALL, MONTH, Dimension.DEVICE_MODEL, 10))
                .extracting(Rate::key)
                .containsExactly("N910", "");
    }

    @Test
    void whatWasMissingIsRemediedExplainedLostOrOpenToTheUnit() {
        closed(1, "LATE_CARDHOLDER", "CARDHOLDER_SIGNATURE");
        closed(2, "LATE_CARDHOLDER", "CARDHOLDER_SIGNATURE");
        closed(3, "PAPER_SCAN", "CARDHOLDER_SIGNATURE");
        closed(4, "RESENT", "BILL");
        closed(5, "CERT_RENEWED_RESIGNED", "TERMINAL_SIGNATURE");
        closed(6, "EXPLAINED", "TERMINAL_SIGNATURE");
        closed(7, "NOT_MINE", "TERMINAL_SIGNATURE");
        closed(8, "NOT_REQUIRED", "CARDHOLDER_SIGNATURE");
        caseOf(9, "UNREMEDIABLE", "", "TERMINAL_SIGNATURE", 1L);
        caseOf(10, "AWAIT_MERCHANT", "", "CARDHOLDER_SIGNATURE", null);
        caseOf(11, "REMEDIED", "LATE_CARDHOLDER", "CARDHOLDER_SIGNATURE", null);
        shop.run("UPDATE coverage_case SET receipt = NULL WHERE number = 'M00000010'");
        // Resent without a receipt: the sale went on as another case.
        closed(12, "RESENT", "SETTLEMENT");
        shop.run("UPDATE coverage_case SET receipt = NULL WHERE number = 'M00000012'");

        Outcome outcome = rates.causes(ALL, MONTH).get(0).outcome();

        assertThat(outcome.missing()).isEqualTo(10);
        assertThat(outcome.remedied()).isEqualTo(5);
        assertThat(outcome.explained()).isEqualTo(2);
        assertThat(outcome.lost()).isEqualTo(1);
        assertThat(outcome.open()).isEqualTo(2);
        assertThat(outcome.missing())
                .isEqualTo(outcome.remedied() + outcome.explained() + outcome.lost() + outcome.open());
        assertThat(outcome.by(Remedy.LATE_CARDHOLDER)).isEqualTo(2);
        assertThat(outcome.cardholder()).isEqualTo(3);
        assertThat(rates.lines(ALL, MONTH, Dimension.TERMINAL, 10).get(0).outcome())
                .isEqualTo(outcome);
        assertThat(outcome.plus(Outcome.NONE)).isEqualTo(outcome);
        assertThat(outcome.plus(outcome).remedied()).isEqualTo(10);
        assertThat(outcome.plus(outcome).meanMillis()).isEqualTo(outcome.meanMillis());
        assertThat(rates.causes(ALL, RateQuery.of(LocalDate.of(2026, 10, 1), LocalDate.of(2026, 10, 31))))
                .isEmpty();
    }

    /** A case knows by its receipt what the card was and how it was read. */
    @Test
    void casesAreFoundByTheBrandAndTheEntryModeOfTheirReceipts() {
        CountRepositoryTest.store(shop.rows, 1);
        shop.run("UPDATE receipt SET number = 'R0000000001' WHERE number = 'R1'");
        shop.run(
                "INSERT INTO coverage_kind VALUES (7, 'TAP', 'CUP', 'REQUIRED', 'p', 1, 'SIGNED', 'PRESENT', 'NONE', 'NONE', '')");
        shop.run("INSERT INTO receipt_coverage VALUES (1, 1, 7, TRUE)");
        caseOf(1, "AWAIT_MERCHANT", "", "CARDHOLDER_SIGNATURE", null);

        for (Dimension dimension : List.of(Dimension.BRAND, Dimension.ENTRY_MODE)) {
            assertThat(rates.lines(ALL, MONTH, dimension, 10))
                    .as(dimension.name())
                    .singleElement()
                    .satisfies(line -> assertThat(line.outcome().open()).isEqualTo(1));
        }
    }

    @Test
    void listsOfReceiptsFollowTheCaseAsOftenAsTheyAreTold() {
        LackRepository lacks = new LackRepository(shop.rows);
        CaseNumber number = new CaseNumber("M00000001");
        caseOf(1, "AWAIT_MERCHANT", "", "CARDHOLDER_SIGNATURE", null);
        assertThat(follow(lacks, number)).containsExactly("OPEN ");

        become("CLOSED", "LATE_CARDHOLDER");
        assertThat(follow(lacks, number)).containsExactly("REMEDIED LATE_CARDHOLDER");
        become("CLOSED", "EXPLAINED");
        assertThat(follow(lacks, number)).containsExactly("EXPLAINED EXPLAINED");
        become("UNREMEDIABLE", "");
        assertThat(follow(lacks, number)).containsExactly("GIVEN_UP ");
        become("FROZEN", "");
        assertThat(follow(lacks, number)).containsExactly("OPEN ");
        become("CLOSED", "NOT_REQUIRED");
        assertThat(follow(lacks, number)).isEmpty();
    }

    private void become(String state, String remedy) {
        shop.run("UPDATE coverage_case SET state = '" + state + "', remedy = '" + remedy + "'");
    }

    private List<String> follow(LackRepository lacks, CaseNumber number) {
        lacks.follow(number);
        lacks.follow(number);
        return shop.rows.list(
                "SELECT state, remedy FROM receipt_lack WHERE number = 'R0000000001'",
                List.of(),
                row -> row.getString(1) + " " + row.getString(2));
    }

    private void closed(int number, String remedy, String missing) {
        caseOf(number, "CLOSED", remedy, missing, 7_200_000L);
    }

    /** @param took milliseconds; null: it is not over */
    private void caseOf(int number, String state, String remedy, String missing, @Nullable Long took) {
        long opened = ShopTime.startOf(LocalDate.of(2026, 11, 15)).toEpochMilli();
        shop.run(
                "INSERT INTO coverage_case (number, acquirer, merchant_no, terminal_no, series, counter, receipt, missing,"
                        + " sources, cause, cause_group, rule, rule_version, inputs, state, remedy, evidence, assigned, assigned_name,"
                        + " sale_time, opened_at, diagnosed_at, heard_at, changed_at, closed_at, warn_at, due_at, escalate_at, warned,"
                        + " escalated, version) VALUES ('M" + "%08d".formatted(number)
                        + "', '48023310', '898331054110027', '20000001', 1, " + number + ", 'R"
                        + "%010d".formatted(number) + "', '"
                        + missing + "', 'BILL', 'PAD_ERROR', 'DEVICE', 'device', 1, '{}', '" + state + "', '" + remedy
                        + "', 0, '', '', " + opened + ", " + opened
                        + ", 0, TIMESTAMP WITH TIME ZONE '2026-11-15 00:00:00Z', 0, "
                        + (took == null ? "NULL" : opened + took) + ", 0, 0, 0, FALSE, FALSE, 1)");
    }

    @Test
    void oneVersionIsLookedIntoByTerminalAndDay() {
        RateQuery old = MONTH.within(Dimension.FIRMWARE, "3.1");

        assertThat(rates.by(ALL, old, Dimension.TERMINAL, 10))
                .extracting(RateRepositoryTest::text)
                .containsExactly("20000001 m 100 4");
        assertThat(rates.by(ALL, old, Dimension.DAY, 10)).hasSize(1);
        assertThat(rates.total(ALL, MONTH.within(Dimension.FIRMWARE, "")).receipts())
                .isEqualTo(7);
        assertThat(old.device()).isEqualTo(new Device(Optional.empty(), Optional.empty(), Optional.of("3.1")));
    }

    @Test
    void casesAndTheTimeTheyTookStandBesideTheirVersion() {
        shop.settlements.add(1, "000007", 1230, CaseShop.DAY);
        shop.settlements.add(2, "000008", 1230, CaseShop.DAY);
        shop.look();
        shop.clock.advance(java.time.Duration.ofHours(5));
        shop.settlements.undo(1);
        shop.look();

        List<RateLine> lines = rates.lines(ALL, MONTH, Dimension.FIRMWARE, 10);

        assertThat(lines)
                .extracting(line -> line.rate().key() + " " + line.outcome().cases() + " "
                        + line.outcome().open() + " "
                        + line.outcome().meanMillis().orElse(0) / 3_600_000)
                .containsExactly("3.1 0 0 0", "3.2 2 1 5", " 0 0 0");
        for (Dimension by : Dimension.values()) {
            assertThat(rates.lines(ALL, MONTH, by, 10)).as(by.name()).isNotEmpty();
        }
        assertThat(rates.causes(ALL, MONTH.within(Dimension.FIRMWARE, "3.2"))).hasSize(1);
        assertThat(rates.causes(ALL, MONTH.within(Dimension.FIRMWARE, "3.1"))).isEmpty();
    }
}
