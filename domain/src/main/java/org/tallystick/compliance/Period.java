package org.tallystick.compliance;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Days of sale, both included.
 *
 * @param from first day, not after {@code to} and at most a year before it
 */
public record Period(LocalDate from, LocalDate to) {
    /** Days of the period that pages begin with. */
    public static final int DEFAULT_DAYS = 30;

    private static final int MOST_DAYS = 366;

    /** Turned round if the days are in the wrong order, and cut to the last year of it. */
    public Period {
        if (from.isAfter(to)) {
            LocalDate swapped = from;
            from = to;
            to = swapped;
        }
        LocalDate earliest = to.minusDays(MOST_DAYS - 1L);
        from = from.isBefore(earliest) ? earliest : from;
    }

    /** The days as asked; what is missing or no day is filled up to the usual period, which ends today. */
    public static Period asked(String from, String to, LocalDate today) {
        LocalDate end = day(to).orElse(today);
        return new Period(day(from).orElse(end.minusDays(DEFAULT_DAYS - 1L)), end);
    }

    /** Every day in order. */
    public List<LocalDate> days() {
        return from.datesUntil(to.plusDays(1)).toList();
    }

    private static Optional<LocalDate> day(String text) {
        try {
            LocalDate day = LocalDate.parse(text);
            return day.getYear() < 2000 || day.getYear() > 2100 ? Optional.empty() : Optional.of(day);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
