package org.tallystick.ledger.service;

import java.time.Instant;

/**
 * A timestamp that the ledger keeps, without its bytes.
 *
 * @param size entries under its checkpoint; names it within its log
 * @param index of the entry with the digest of its record
 * @param generation rises with each other certificate or digest
 */
public record StoredTimestamp(
        int logId,
        long size,
        long index,
        int generation,
        Instant at,
        NewTimestamp.Certified certificate,
        int strength) {}
