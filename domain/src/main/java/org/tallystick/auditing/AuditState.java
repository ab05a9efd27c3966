package org.tallystick.auditing;

/** Where a run is. */
public enum AuditState {
    WAITING,
    RUNNING,
    DONE,
    CANCELLED,
    /** Something went wrong on the platform's side; nothing is said about the ledger. */
    FAILED,
    /** Cut off by too many restarts; goes on when somebody says so. */
    INTERRUPTED;

    /** Whether nothing more happens by itself. */
    public boolean isOver() {
        return this != WAITING && this != RUNNING;
    }
}
