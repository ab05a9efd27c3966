package org.tallystick.ledger.service;

import java.util.Optional;
import org.tallystick.ledger.NoteFault;

/**
 * How a checkpoint that somebody has shown stands to the platform's logs.
 *
 * @param kind what can be said
 * @param fault for {@link Kind#MALFORMED} only
 * @param origin as the checkpoint says; empty if it cannot be read
 * @param log of the platform; empty unless the origin is one's
 * @param size entries under the checkpoint; 0 if it cannot be read
 * @param known entries of the tree it was held against, else of the log's present one; 0 without a log
 * @param evidence id of the evidence that is kept; for {@link Kind#SPLIT} only
 */
public record CheckpointStanding(
        Kind kind,
        Optional<NoteFault> fault,
        String origin,
        Optional<LedgerLog> log,
        long size,
        long known,
        String evidence) {
    /** What can be said. */
    public enum Kind {
        /** Not a signed checkpoint: the fault names the line. */
        MALFORMED,
        /** Of a log that is not the platform's. */
        FOREIGN,
        /** It says that it is of one of our logs, and that log's key has not signed it. */
        NOT_SIGNED,
        /** Signed, and the log's tree begins with it: the present one, or of a log that is signed no more the public one. */
        CONSISTENT,
        /** Signed, and larger than the log is: the log has lost entries, or was never this one. */
        AHEAD,
        /** Signed, and not the beginning of the log: the key has signed two histories. */
        SPLIT,
        /** Signed, but the log is damaged, or its tree is signed no more: it cannot be held against it now. */
        UNHELD
    }
}
