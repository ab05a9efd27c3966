package org.tallystick.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import org.junit.jupiter.api.Test;

class BenchDaysTest {
    @Test
    void salesAreOfThePastWhereTheQuarterIsOldEnough() {
        BenchDays days = BenchDays.at(Instant.parse("2026-11-29T23:00:00Z"));

        assertThat(days.before()).isEqualTo(Duration.ofDays(-40));
        assertThat(days.after()).isZero();
    }

    @Test
    void andOtherwiseTheClockGoesOn() {
        BenchDays days = BenchDays.at(Instant.parse("2027-01-01T00:30:00Z"));

        assertThat(days.before()).isZero();
        assertThat(days.after()).isEqualTo(Duration.ofDays(40));
    }

    /** A log ends with its quarter, and what is loaded goes into one. */
    @Test
    void onEveryDayAllOfItIsInOneQuarter() {
        for (LocalDate day = LocalDate.of(2026, 1, 1); day.getYear() < 2029; day = day.plusDays(1)) {
            Instant now = day.atTime(12, 0).toInstant(ZoneOffset.UTC);
            BenchDays days = BenchDays.at(now);

            assertThat(quarter(now.plus(days.before())))
                    .as(day.toString())
                    .isEqualTo(quarter(now.plus(days.after()).plus(Duration.ofHours(6))));
            assertThat(days.firstSale(now)).isBefore(days.lastSale(now));
        }
    }

    private static String quarter(Instant at) {
        LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
        return day.getYear() + "q" + day.get(IsoFields.QUARTER_OF_YEAR);
    }
}
