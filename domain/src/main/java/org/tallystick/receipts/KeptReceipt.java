package org.tallystick.receipts;

import java.time.Instant;
import org.tallystick.shared.Money;
import org.tallystick.signing.ReceiptStatus;

/**
 * A receipt in a consumer's account: what its link leads to now.
 *
 * @param code the link's
 * @param time of the sale by the terminal's clock
 * @param amount negative where the merchant gives money back
 * @param fate what later receipts did to it
 */
public record KeptReceipt(
        String code,
        String number,
        Instant time,
        String shopZh,
        String shopEn,
        Money amount,
        ReceiptStatus status,
        Fate fate) {
    /** What later receipts did to a sale. */
    public enum Fate {
        STANDS,
        VOIDED,
        REFUNDED
    }
}
