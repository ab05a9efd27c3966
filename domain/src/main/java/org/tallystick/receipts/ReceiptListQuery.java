package org.tallystick.receipts;

import java.time.LocalDate;
import java.util.Optional;
import org.tallystick.signing.ReceiptStatus;

/**
 * Which receipts a program wants to read.
 *
 * @param merchantNo whose; a merchant's own caller may leave it out
 * @param from first local date of sale, inclusive
 * @param to last local date of sale, inclusive
 * @param cursor where the page before ended
 * @param limit at most so many, 1 to {@link #MOST}
 */
public record ReceiptListQuery(
        Optional<String> merchantNo,
        Optional<LocalDate> from,
        Optional<LocalDate> to,
        Optional<String> terminalNo,
        Optional<ReceiptStatus> status,
        Optional<ReceiptListCursor> cursor,
        int limit) {
    /** The largest page. */
    public static final int MOST = 500;

    /** The same question, from there on. */
    public ReceiptListQuery after(ReceiptListCursor end) {
        return new ReceiptListQuery(merchantNo, from, to, terminalNo, status, Optional.of(end), limit);
    }

    /** The same question, as of this merchant. */
    public ReceiptListQuery of(String merchant) {
        return new ReceiptListQuery(Optional.of(merchant), from, to, terminalNo, status, cursor, limit);
    }
}
