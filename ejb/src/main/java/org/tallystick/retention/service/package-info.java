/**
 * Carries out erasures. The order of things: row and deleted keys in a transaction, the line of the register on disk, then the commit. A crash
 * between leaves a line without a row; it is carried out at the next start, as is everything that a restored database has lost.
 *
 * <p>A whole log goes in the same way, by the order of two operators ({@link org.tallystick.retention.service.LogRemovals}), once the longest
 * retention of everything that hangs on it is over: the line of the register is the order. Carrying it out marks the log, from where on nothing of
 * it is shown; when the master log has stated it publicly, receipts, what hangs on them, and their entries are deleted piece by piece. What is
 * open about a sale holds its receipts, also if it began after the order. Digests of bills stay, so that none is ever signed a second time, and
 * the ledger's proofs stay. The rule that holds longest decides, everybody's also where an institution has a shorter one of its own; logs of an
 * institution go in their order, as proofs of older ones lead into younger ones.
 *
 * <p><b>Decisions.</b> The register of erasures is written before the commit, because a crash never loses an order; the price: an
 * unconfirmed order is carried out. Two operators remove a log, no rule by itself; an auditor believes it by the master log and the time
 * of the log's last entry, because originals do not come back; a 410 or a row could hide anything; the price: somebody has to do it; one
 * more key for a single log. How many receipts a day had, and how many were signed, stays, because it tells of nobody and was reported; sums of
 * amounts, which merchants have of their own, are of what is stored, from the mark on; the price: lists that have fewer than a figure say so.
 */
@NullMarked
package org.tallystick.retention.service;

import org.jspecify.annotations.NullMarked;
