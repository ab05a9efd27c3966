package org.tallystick.coverage;

/** What there is of the cardholder's electronic signature. */
public enum CardholderState {
    PRESENT,
    NOT_REQUIRED,
    /** Required by the policy, and not there. */
    MISSING,
    /** There, and no signature of this sale: blank, unreadable, used before, of another sale. */
    INVALID,
    /** Comes with the terminal's next message; nothing is wrong yet. */
    PENDING
}
