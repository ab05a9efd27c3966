package org.tallystick.ledger;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What one round of a mirror came to.
 *
 * @param outcome what happened
 * @param checkpoint up to which everything is here now; empty if nothing ever was mirrored
 * @param tiles of leaves that were fetched and proved in this round
 * @param entries that were fetched and hashed in this round
 * @param evidence where the evidence of a split view is
 * @param notes what could not be had, and why
 */
public record MirrorRound(
        Outcome outcome,
        Optional<Checkpoint> checkpoint,
        long tiles,
        long entries,
        Optional<Path> evidence,
        List<String> notes) {
    /** What happened. */
    public enum Outcome {
        /** The log had grown, and all of it is here. */
        GROWN,
        /** The log shows what is here already. */
        UNCHANGED,
        /** The log shows fewer entries than are here; they are kept. */
        BEHIND,
        /** The log's key has signed two histories; nothing was changed here but the evidence added. */
        SPLIT
    }
}
