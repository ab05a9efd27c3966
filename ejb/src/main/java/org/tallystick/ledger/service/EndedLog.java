package org.tallystick.ledger.service;

import java.time.Instant;
import java.util.OptionalInt;
import org.tallystick.ledger.TreeHead;

/**
 * A log that takes no more entries, as far as it matters for removing it.
 *
 * @param state SEALED or HALTED
 * @param head of what is public
 * @param ended ledger time of its last entry; of one that an incident has ended, whose last entry proves nothing, not before the master log's
 *     record of it
 * @param predecessor id of the log before, as long as that is not removed
 * @param isPublic whether the public can be shown later that it had to end: the public checkpoint covers all that a sealed log has, and the
 *     master log says so; of one that an incident has ended the master log has a record that is public, without which only an empty
 *     one may go
 * @param alarmed whether an incident of it is open
 */
public record EndedLog(
        LedgerLog log,
        ShardState state,
        TreeHead head,
        Instant ended,
        OptionalInt predecessor,
        boolean isPublic,
        boolean alarmed) {}
