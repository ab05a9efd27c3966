package org.tallystick.compliance.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tallystick.compliance.Coverage;
import org.tallystick.compliance.Period;

class DayChartTest {
    private static final LocalDate FIRST = LocalDate.parse("2026-11-01");
    private static final Period MONTH = new Period(FIRST, LocalDate.parse("2026-11-30"));

    @Test
    void everyDayHasABarAndOnlyDaysWithReceiptsARow() {
        DayChart chart = DayChart.of(Map.of(FIRST, new Coverage(8, 0), FIRST.plusDays(3), new Coverage(3, 1)), MONTH);

        assertThat(chart.getBars()).hasSize(30);
        assertThat(chart.getRows()).extracting(DayChart.Bar::day).containsExactly(FIRST.plusDays(3), FIRST);
        assertThat(chart.getDays()).startsWith("11-01").endsWith("11-30").hasSize(6);
    }

    @Test
    void theScaleBeginsAtZeroAndHasWholeParts() {
        assertThat(DayChart.of(Map.of(FIRST, new Coverage(37, 0)), MONTH).getScale())
                .containsExactly("40", "30", "20", "10", "0");
        assertThat(DayChart.round(0)).isEqualTo(4);
        assertThat(DayChart.round(21)).isEqualTo(40);
        assertThat(DayChart.round(1_000_001)).isEqualTo(1_200_000);
    }

    @Test
    void oneUnsignedReceiptAmongManyIsStillToBeSeen() {
        DayChart.Bar bar = DayChart.of(Map.of(FIRST, new Coverage(1_000_000, 1)), MONTH)
                .getBars()
                .get(0);

        assertThat(Double.parseDouble(bar.unsignedH())).isGreaterThanOrEqualTo(1);
        assertThat(Double.parseDouble(bar.unsignedY())).isNotNegative();
    }

    @Test
    void withoutReceiptsItSaysSo() {
        assertThat(DayChart.of(Map.of(), MONTH).isEmpty()).isTrue();
    }
}
