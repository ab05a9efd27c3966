package org.tallystick.work;

/** Where a piece of work stands. */
public enum WorkState {
    /** Begins as soon as one of those before it has ended. */
    WAITING,
    RUNNING,
    /** The result is there, until its time is over. */
    DONE,
    /** A fault of ours; the reference id finds it in the log. */
    FAILED,
    /** By whoever started it, or because the account may no longer see what it asked for. */
    CANCELLED,
    /** The server stopped meanwhile; nothing of it is kept. */
    INTERRUPTED;

    /** Whether nothing more will happen. */
    public boolean isOver() {
        return this != WAITING && this != RUNNING;
    }
}
