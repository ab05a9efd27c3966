package org.tallystick.receipts.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tallystick.receipts.DaySales;
import org.tallystick.shared.Money;
import org.tallystick.shared.web.Texts;

class SalesChartTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 20);

    @Test
    void barsBeginAtZeroAndTheTitleNamesTheBestDay() {
        SalesChart chart = chart(5_000, 0, -300, 10_000);

        assertThat(chart.getTitle())
                .contains("CNY 147.00")
                .contains("2026-11-23")
                .contains("CNY 100.00");
        assertThat(chart.getBars())
                .extracting(SalesChart.Bar::y, SalesChart.Bar::height)
                .containsExactly(tuple("50.00", "50.00"), tuple("0.00", "100.00"));
        assertThat(chart.getRows()).first().extracting(SalesChart.Row::day).isEqualTo("2026-11-23");
    }

    @Test
    void theAxisEndsAtARoundAmount() {
        assertThat(SalesChart.round(10_426)).isEqualTo(20_000);
        assertThat(SalesChart.round(80_000)).isEqualTo(80_000);
        assertThat(SalesChart.round(1)).isEqualTo(1_000);
    }

    private static SalesChart chart(long... nets) {
        List<DaySales> days = IntStream.range(0, nets.length)
                .mapToObj(i -> new DaySales(
                        DAY.plusDays(i), nets[i] == 0 ? 0 : 1, new Money(nets[i], Currency.getInstance("CNY"))))
                .toList();
        return new SalesChart(days, Texts.of("Merchant", Locale.ENGLISH), Locale.ENGLISH);
    }
}
