package org.tallystick.reconciliation;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dates as settlement files write them, with or without a time of day behind: {@code 2026-11-24}, {@code 20261124},
 * {@code 2026/1/4}, {@code 2026年1月4日}, and {@code 1124} for the last such day. Day-month-year forms are refused: nobody can tell
 * the day from the month.
 */
final class DateText {
    private static final Pattern PARTED = Pattern.compile("(\\d{4})[-/.年](\\d{1,2})[-/.月](\\d{1,2})日?(?:[T ,].*)?");
    private static final Pattern COMPACT = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})(?:[T ]?\\d.*)?");
    private static final Pattern MONTH_DAY = Pattern.compile("(\\d{2})(\\d{2})");
    private static final Pattern OTHER_ORDER = Pattern.compile("\\d{1,2}[-/.]\\d{1,2}[-/.]\\d{2,4}.*");
    private static final int YEARS = 5;

    private DateText() {}

    /** @param today a day later than tomorrow's beginning anywhere is not plausible */
    static LocalDate parse(String text, SettlementField field, LocalDate today) {
        String bare = Normalizer.normalize(text, Normalizer.Form.NFKC).strip();
        LocalDate date = date(bare, text, field, today);
        if (date.isAfter(today.plusDays(1)) || date.isBefore(today.minusYears(YEARS))) {
            throw new RowProblem(FaultReason.IMPLAUSIBLE_DATE, field, text);
        }
        return date;
    }

    private static LocalDate date(String bare, String text, SettlementField field, LocalDate today) {
        Matcher monthDay = MONTH_DAY.matcher(bare);
        Matcher parted = PARTED.matcher(bare);
        Matcher compact = COMPACT.matcher(bare);
        try {
            if (monthDay.matches()) {
                return lastSuch(number(monthDay, 1), number(monthDay, 2), today);
            }
            if (parted.matches()) {
                return LocalDate.of(number(parted, 1), number(parted, 2), number(parted, 3));
            }
            if (compact.matches()) {
                return LocalDate.of(number(compact, 1), number(compact, 2), number(compact, 3));
            }
        } catch (DateTimeException e) {
            throw new RowProblem(FaultReason.FORM, field, text);
        }
        boolean other = OTHER_ORDER.matcher(bare).matches();
        throw new RowProblem(other ? FaultReason.AMBIGUOUS : FaultReason.FORM, field, text);
    }

    private static LocalDate lastSuch(int month, int day, LocalDate today) {
        LocalDate inThisYear = LocalDate.of(today.getYear(), month, day);
        return inThisYear.isAfter(today.plusDays(1)) ? LocalDate.of(today.getYear() - 1, month, day) : inThisYear;
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }
}
