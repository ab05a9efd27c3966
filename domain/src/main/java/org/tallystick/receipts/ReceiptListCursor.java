package org.tallystick.receipts;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.signing.ReceiptNumber;

/**
 * A place in the list of receipts, which runs from the newest date of sale to the oldest: behind the receipt with these values.
 * New receipts never move it.
 *
 * @param arrival ledger time, UTC milliseconds
 */
public record ReceiptListCursor(LocalDate saleDate, long arrival, String number) {

    /** An opaque text for addresses. */
    public String text() {
        return Base64Url.encode((saleDate + " " + arrival + " " + number).getBytes(StandardCharsets.US_ASCII));
    }

    /** @throws Problem member-invalid if {@link #text} has not made it */
    public static ReceiptListCursor parse(String text) {
        try {
            String[] values = new String(Base64Url.decode(text), StandardCharsets.US_ASCII).split(" ", -1);
            if (values.length == 3 && ReceiptNumber.normalise(values[2]).isPresent()) {
                return new ReceiptListCursor(LocalDate.parse(values[0]), Long.parseLong(values[1]), values[2]);
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            // Falls through to the same refusal.
        }
        throw Problem.member(ProblemType.MEMBER_INVALID, "cursor", "is none that an earlier answer gave");
    }
}
