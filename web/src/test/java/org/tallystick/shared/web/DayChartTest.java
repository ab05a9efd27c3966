package org.tallystick.shared.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tallystick.shared.web.DayChart.Day;

class DayChartTest {
    private static final LocalDate FIRST = LocalDate.parse("2026-11-01");

    /** November with what is given of single days. */
    private static DayChart month(Map<Integer, Day> given) {
        List<Day> days = FIRST.datesUntil(FIRST.plusMonths(1))
                .map(day -> given.getOrDefault(day.getDayOfMonth(), new Day(day, 0, 0)))
                .toList();
        return DayChart.of(days);
    }

    @Test
    void everyDayHasABarAndOnlyDaysWithSomethingARow() {
        DayChart chart = month(Map.of(1, new Day(FIRST, 8, 0), 4, new Day(FIRST.plusDays(3), 3, 1)));

        assertThat(chart.getBars()).hasSize(30);
        assertThat(chart.getRows()).extracting(DayChart.Bar::day).containsExactly(FIRST.plusDays(3), FIRST);
        assertThat(chart.getDays()).startsWith("11-01").endsWith("11-30").hasSize(6);
    }

    @Test
    void theScaleBeginsAtZeroAndHasWholeParts() {
        assertThat(month(Map.of(1, new Day(FIRST, 37, 0))).getScale()).containsExactly("40", "30", "20", "10", "0");
        assertThat(DayChart.round(0)).isEqualTo(4);
        assertThat(DayChart.round(21)).isEqualTo(40);
        assertThat(DayChart.round(1_000_001)).isEqualTo(1_200_000);
    }

    @Test
    void oneAmongManyIsStillToBeSeen() {
        DayChart.Bar bar =
                month(Map.of(1, new Day(FIRST, 1_000_000, 1))).getBars().get(0);

        assertThat(Double.parseDouble(bar.highH())).isGreaterThanOrEqualTo(1);
        assertThat(Double.parseDouble(bar.highY())).isNotNegative();
    }

    @Test
    void withoutAnythingItSaysSo() {
        assertThat(month(Map.of()).isBlank()).isTrue();
        assertThat(month(Map.of(2, new Day(FIRST.plusDays(1), 1, 0))).isBlank()).isFalse();
    }
}
