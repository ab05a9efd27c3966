/**
 * Erasing personal data, and how it stays erased.
 *
 * <p>What may have to be erased of a receipt (lines, image, phone, place) is not signed itself: only salted digests of it are. It is kept
 * encrypted under a key of its own; erasing deletes that key and what it opens. Every signature, proof and total stays as it was, and
 * verification says of an erased part that it is not known, never that it is wrong. What else is kept of a cardholder about the receipt goes with
 * its parts ({@link org.tallystick.retention.PartsErased}): drawings and names of late signatures, and the addresses that follow it.
 *
 * <p>What nobody orders to be erased is erased when its time is over: a rule, dated as all rules are, says how many days the parts of receipts,
 * from their arrival on, and the words of closed complaints are kept. An open complaint or case about a receipt holds both up.
 *
 * <p>When the longest of all rules is over for everything in a log that has ended, two operators may remove the log: its receipts go, what proves
 * them stays ({@link org.tallystick.retention.RemovalHindrance} says what stands against it).
 *
 * <p>Each erasure is ordered on a {@linkplain org.tallystick.retention.ErasureGround ground} and with a reason, is a row, an audit record and an
 * entry of the ledger of kind {@code erasure}. Before any of it counts, it is a line of the {@link org.tallystick.retention.ErasureRegister}, a file
 * outside of the database: a backup of the database from before the erasure would bring the data back, and the register takes them away again
 * at the next start, before anybody is served. The register itself must survive what the database does not: it holds no consumer's data, so keep a
 * copy of it elsewhere. Whoever has an old backup and the keys that belong to it can still open what was erased later: let backups die after 35
 * days.
 */
@NullMarked
package org.tallystick.retention;

import org.jspecify.annotations.NullMarked;
