package org.tallystick.receipts;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a sorted list of receipts: just after, or just before, a row.
 *
 * @param onward whether the rows after it are meant, otherwise those before it
 * @param key the row's key in the list's order
 */
public record ReceiptCursor(boolean onward, long key, String number) {
    private static final Pattern TEXT = Pattern.compile("([~_])(-?\\d{1,18})\\.([0-9A-Z]{1,11})");

    public static ReceiptCursor after(ReceiptRow row, ReceiptOrder order) {
        return new ReceiptCursor(true, order.key(row), row.number());
    }

    public static ReceiptCursor before(ReceiptRow row, ReceiptOrder order) {
        return new ReceiptCursor(false, order.key(row), row.number());
    }

    /** @return the place that {@link #text} wrote; nothing if it is anything else */
    public static Optional<ReceiptCursor> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? Optional.of(new ReceiptCursor(
                        matcher.group(1).equals("~"), Long.parseLong(matcher.group(2)), matcher.group(3)))
                : Optional.empty();
    }

    /** For addresses. */
    public String text() {
        return (onward ? "~" : "_") + key + "." + number;
    }
}
