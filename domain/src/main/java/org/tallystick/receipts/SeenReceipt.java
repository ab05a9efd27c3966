package org.tallystick.receipts;

import java.util.OptionalLong;

/**
 * A receipt as those see it whose business it is.
 *
 * @param page made now, like the one behind the link; its related receipts are only those that the viewer may see as well
 * @param row as in lists
 * @param image whether there is an image of the cardholder's signature, and of which form
 * @param checkpoint entries of the checkpoint that the proof leads to
 */
public record SeenReceipt(ReceiptPage page, ReceiptRow row, Image image, OptionalLong checkpoint) {

    /** What there is of the cardholder's signature. */
    public enum Image {
        NONE,
        SHOWN,
        /** Stored in a form that browsers do not show. */
        OTHER_FORM
    }
}
