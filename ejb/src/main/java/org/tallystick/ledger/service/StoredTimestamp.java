package org.tallystick.ledger.service;

import java.time.Instant;

/**
 * A timestamp that the ledger keeps, without its bytes.
 *
 * @param size entries under its checkpoint; names it within its log
 * @param index of the entry with the digest of its record
 * @param generation rises with each other certificate or digest of the log
 * @param entryLog the log that has the entry: another one where the stamped log had ended
 */
public record StoredTimestamp(
        int logId,
        long size,
        long index,
        int generation,
        Instant at,
        NewTimestamp.Certified certificate,
        int strength,
        int entryLog) {
    /** Whether it rests on this certificate and a digest of this strength. */
    boolean isLike(NewTimestamp.Certified by, int bits) {
        return certificate.thumbprint().equals(by.thumbprint()) && strength == bits;
    }

    /** Whether the log had ended and the one after it has the entry. */
    boolean isBeyondItsLog() {
        return entryLog != logId;
    }
}
