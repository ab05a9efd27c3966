package org.tallystick.receipts;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.stream.Collectors;
import org.tallystick.signing.BillType;
import org.tallystick.signing.ReceiptStatus;

/** The sums of one day as a short text, to be kept and read again. */
public final class DaySums {
    private DaySums() {}

    /** A line for each, without its day. */
    public static String text(Collection<DaySum> sums) {
        return sums.stream()
                .map(sum -> String.join(
                        " ",
                        sum.currency().getCurrencyCode(),
                        sum.status().name(),
                        sum.type().name(),
                        Long.toString(sum.count()),
                        Long.toString(sum.amount())))
                .collect(Collectors.joining("\n"));
    }

    /**
     * Reads what {@link #text} has written.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static List<DaySum> parse(LocalDate day, String text) {
        return text.lines().map(line -> sum(day, line.split(" ", -1))).toList();
    }

    private static DaySum sum(LocalDate day, String[] words) {
        if (words.length != 5) {
            throw new IllegalArgumentException("a sum has five words");
        }
        return new DaySum(
                day,
                Currency.getInstance(words[0]),
                ReceiptStatus.valueOf(words[1]),
                BillType.valueOf(words[2]),
                Long.parseLong(words[3]),
                Long.parseLong(words[4]));
    }
}
