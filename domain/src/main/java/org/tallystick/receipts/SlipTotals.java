package org.tallystick.receipts;

import java.time.Instant;

/**
 * What somebody read off the settlement slip of a batch.
 *
 * @param count sales, refunds and voids
 * @param net minor units: money taken minus money given back
 * @param typedBy login
 */
public record SlipTotals(BatchTotals.Key key, long count, long net, String typedBy, Instant typedAt) {}
