package org.tallystick.receipts;

/** What lists of receipts ask about: the signature as stored, and whether a later receipt takes the sale back. */
public enum ReceiptState {
    SIGNED,
    UNSIGNED,
    VOIDED,
    REFUNDED
}
