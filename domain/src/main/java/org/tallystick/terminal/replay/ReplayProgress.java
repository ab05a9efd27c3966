package org.tallystick.terminal.replay;

/** Hears how far a replay is. */
@FunctionalInterface
public interface ReplayProgress {
    /** What is being done. */
    enum Phase {
        ISSUING,
        DELIVERING
    }

    /** @param done of {@code total} bills or invoices of this phase */
    void step(Phase phase, int done, int total);
}
