package org.tallystick.coverage.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.coverage.Rate;
import org.tallystick.coverage.RateLine;
import org.tallystick.coverage.RateQuery;
import org.tallystick.coverage.RateQuery.Device;
import org.tallystick.coverage.RateQuery.Dimension;

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
