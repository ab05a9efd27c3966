package org.tallystick.compliance.web;

import java.time.LocalDate;
import java.util.Map;
import org.tallystick.compliance.Coverage;
import org.tallystick.compliance.Period;
import org.tallystick.shared.web.DayChart;

/** Receipts by day: signed ones below, unsigned ones above. */
final class ReceiptDays {
    private ReceiptDays() {}

    static DayChart chart(Map<LocalDate, Coverage> byDay, Period period) {
        return DayChart.of(period.days().stream().map(day -> day(day, byDay)).toList());
    }

    private static DayChart.Day day(LocalDate day, Map<LocalDate, Coverage> byDay) {
        Coverage coverage = byDay.getOrDefault(day, Coverage.NONE);
        return new DayChart.Day(day, coverage.signed(), coverage.unsigned());
    }
}
