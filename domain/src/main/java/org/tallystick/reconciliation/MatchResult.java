package org.tallystick.reconciliation;

/** What became of a settled row. */
public enum MatchResult {
    MATCHED,
    /** The receipt is found, but something differs: amount, date, a number. */
    MATCHED_WITH_DIFFERENCE,
    NO_RECEIPT,
    /** No receipt can be expected: the institution has no such terminal on the platform. */
    UNKNOWN_TERMINAL,
    /** The same row again, or a second payment for a receipt that is settled. */
    DUPLICATE
}
