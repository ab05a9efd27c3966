package org.tallystick.receipts;

import java.time.OffsetDateTime;
import org.tallystick.shared.Money;

/**
 * Another receipt about the same sale, for a link in both directions.
 *
 * @param relation what the other receipt is to the one shown
 * @param code the other receipt's link code
 * @param number the other receipt's number
 * @param time time of the other bill
 * @param amount amount of the other bill
 */
public record RelatedReceipt(Relation relation, String code, String number, OffsetDateTime time, Money amount) {

    /** What the other receipt is to the one shown. */
    public enum Relation {
        /** The sale, authorisation or bill this one refers to. */
        ORIGINAL,
        /** A void of the one shown. */
        VOIDED_BY,
        /** A refund of the one shown. */
        REFUNDED_BY,
        /** The completion of the pre-authorisation shown. */
        COMPLETED_BY,
        /** An earlier unsigned receipt of the same counter, which the one shown replaces. */
        REPLACES,
        /** A later signed receipt of the same counter. */
        REPLACED_BY
    }
}
