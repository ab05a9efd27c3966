package org.tallystick.receipts;

import java.time.Instant;
import java.util.Optional;
import org.tallystick.signing.BillType;

/**
 * Which receipts somebody looks for, within what the person may see at all.
 *
 * @param from time of the sale, inclusive
 * @param until time of the sale, exclusive
 * @param least minor units, inclusive
 * @param most minor units, inclusive
 * @param text one of the facts on a slip: receipt number, trace, reference or authorisation number, amount, last four
 *     digits of the card, terminal; blank for none
 */
public record ReceiptFilter(
        Optional<Instant> from,
        Optional<Instant> until,
        Optional<String> merchant,
        Optional<String> terminal,
        Optional<ReceiptState> state,
        Optional<BillType> type,
        Optional<Long> least,
        Optional<Long> most,
        String text) {

    /** Everything that may be seen. */
    public static final ReceiptFilter ALL = new ReceiptFilter(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            "");

    /** Sales from a time to another, without other conditions. */
    public static ReceiptFilter between(Instant from, Instant until) {
        return new ReceiptFilter(
                Optional.of(from),
                Optional.of(until),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "");
    }

    /** The same, of one state only. */
    public ReceiptFilter in(ReceiptState only) {
        return new ReceiptFilter(from, until, merchant, terminal, Optional.of(only), type, least, most, text);
    }
}
