package org.tallystick.reconciliation;

/** Kinds of settlement files. */
public enum SettlementFormat {
    CSV,
    /** ISO 20022 bank-to-customer statement. */
    CAMT053,
    /** ISO 20022 bank-to-customer debit credit notification. */
    CAMT054
}
