package org.tallystick.verification;

/** Answer to one question about a receipt (API.md, Report). */
public enum Verdict {
    /** As it should be. */
    PASS,
    /** This makes the receipt not genuine. */
    FAIL,
    /** Odd or missing, worth telling, but no reason to doubt the receipt. */
    WARN,
    /** The question could not be answered: material or a connection is missing. */
    UNKNOWN
}
