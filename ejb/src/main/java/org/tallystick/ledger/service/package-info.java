/**
 * The append side of the ledger and the files it publishes.
 *
 * <p><b>Append → sequence → integrate → publish.</b> {@link org.tallystick.ledger.service.Ledger#append} queues an item for the
 * log of its acquirer. One {@link org.tallystick.ledger.service.LedgerBatcher} a log takes what waits every few milliseconds and
 * commits it as one group: the head row is locked, the items' writers decide which entries they add and insert their own rows,
 * entries, tiles, edges and head follow, everything in <em>one</em> transaction. Only after the commit is the checkpoint signed,
 * so no signature ever exists over an uncommitted tree; only then are the items' futures completed.
 *
 * <p><b>What survives a crash.</b> Everything answered: an answer is given after the commit has reached the disk (PostgreSQL
 * with synchronous_commit; H2 with {@code CHECKPOINT SYNC} after each group). A group cut off before its commit leaves nothing;
 * one cut off after it is found by repeating. Any error at or before the commit means <em>outcome unknown</em>: caches and
 * connection are dropped, the items fail with {@code not-confirmed}, and the next group starts from what the database says.
 *
 * <p><b>Fence.</b> No leader is elected. The lock on the head row together with the compare-and-set on its size keeps two
 * writers apart; a tree cached in memory is used only while the head says the same size and root.
 *
 * <p>The publisher re-reads and re-hashes from the database what a checkpoint will cover before the public sees it.
 */
@NullMarked
package org.tallystick.ledger.service;

import org.jspecify.annotations.NullMarked;
