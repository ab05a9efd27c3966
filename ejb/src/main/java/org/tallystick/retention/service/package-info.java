/**
 * Carries out erasures. The order of things: row and deleted keys in a transaction, the line of the register on disk, then the commit. A crash
 * between leaves a line without a row; it is carried out at the next start, as is everything that a restored database has lost.
 *
 * <p>A whole log goes in the same way, by the order of two operators ({@link org.tallystick.retention.service.LogRemovals}), once the longest
 * retention of everything that hangs on it is over: the line of the register is the order. Carrying it out marks the log, and then deletes
 * receipts, what hangs on them, and their entries, piece by piece. Digests of bills stay, so that none is ever signed a second time, and the
 * ledger's proofs stay. The rule that holds longest decides, everybody's also where an institution has a shorter one of its own; logs of an
 * institution go in their order, as proofs of older ones lead into younger ones.
 */
@NullMarked
package org.tallystick.retention.service;

import org.jspecify.annotations.NullMarked;
