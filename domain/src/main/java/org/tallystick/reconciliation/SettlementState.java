package org.tallystick.reconciliation;

/** Where a settlement file stands. */
public enum SettlementState {
    /** Uploaded; being read, or waiting for it. Counts for nothing. */
    STAGED,
    ACTIVE,
    REFUSED,
    /** Given up before it counted. */
    DROPPED,
    /** Taken back as a whole. */
    UNDONE
}
