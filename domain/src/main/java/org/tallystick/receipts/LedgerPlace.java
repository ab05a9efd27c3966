package org.tallystick.receipts;

import java.time.Instant;

/**
 * Where a receipt stands in the ledger.
 *
 * @param origin the log's origin, as in its checkpoints
 * @param index zero-based, as in proofs
 * @param time ledger time of the entry
 */
public record LedgerPlace(String origin, long index, Instant time) {}
