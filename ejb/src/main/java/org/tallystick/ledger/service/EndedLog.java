package org.tallystick.ledger.service;

import java.time.Instant;
import java.util.OptionalInt;
import org.tallystick.ledger.TreeHead;

/**
 * A log that takes no more entries, as far as it matters for removing it.
 *
 * @param state SEALED or HALTED
 * @param head of what is public
 * @param lastEntry ledger time of the last one
 * @param predecessor id of the log before, as long as that is not removed
 * @param isPublic whether the public checkpoint covers all that the log has and, where it was sealed, the master log says so
 * @param alarmed whether an incident of it is open
 */
public record EndedLog(
        LedgerLog log,
        ShardState state,
        TreeHead head,
        Instant lastEntry,
        OptionalInt predecessor,
        boolean isPublic,
        boolean alarmed) {}
