package org.tallystick.receipts;

/** What lists of receipts ask about: the signature as stored, what was missing at the sale, and whether a later receipt takes it back. */
public enum ReceiptState {
    SIGNED,
    UNSIGNED,
    /** Something was missing at the sale, and still is. */
    LACKING,
    /** Something was missing at the sale, and came later. */
    REMEDIED,
    /** Something was missing at the sale, and nothing will come: explained, or given up. */
    SETTLED,
    VOIDED,
    REFUNDED
}
