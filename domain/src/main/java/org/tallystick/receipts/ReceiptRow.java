package org.tallystick.receipts;

import java.time.Instant;
import java.util.Currency;
import java.util.Optional;
import org.tallystick.shared.Money;
import org.tallystick.signing.BillType;
import org.tallystick.signing.ReceiptStatus;

/**
 * A receipt in a list.
 *
 * @param time of the sale by the terminal's clock
 * @param amount minor units as on the bill, never negative; {@link #money} has the sign
 * @param cause code of why it is unsigned
 * @param cardLastFour empty where no card was used
 * @param index in the ledger
 * @param voided whether a later receipt voids it
 * @param refunded whether a later receipt refunds it, in part or whole
 * @param lack what has become of what was missing at the sale; empty if nothing was
 */
public record ReceiptRow(
        String number,
        Instant time,
        String merchantNo,
        String terminalNo,
        BillType type,
        Optional<String> cardLastFour,
        long amount,
        Currency currency,
        ReceiptStatus status,
        Optional<String> cause,
        long index,
        String traceNo,
        Optional<String> batchNo,
        Optional<String> referenceNo,
        Optional<String> authCode,
        boolean voided,
        boolean refunded,
        Optional<Lack> lack) {

    /** The amount; negative where the merchant gives money back. */
    public Money money() {
        return new Money(Turnover.sign(type) < 0 ? -amount : amount, currency);
    }
}
