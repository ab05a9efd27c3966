package org.tallystick.retention;

/** Why a log that has ended is not to be removed yet. */
public enum RemovalHindrance {
    /** The period of a rule is not over, counted from the log's last entry; or there is no rule. */
    TIME,
    /** The log before it is still there: proofs lead from older logs into younger ones. */
    PREDECESSOR,
    /** Its last checkpoint is not public, or the master log has not recorded it as sealed. */
    NOT_PUBLIC,
    /** An incident of it is not acknowledged. */
    INCIDENT,
    /** A complaint about one of its receipts is open, or its words are still kept. */
    COMPLAINT,
    /** A case about one of its receipts is open, or has changed within the period. */
    CASE,
    /** An audit of the ledger is running. */
    AUDIT
}
