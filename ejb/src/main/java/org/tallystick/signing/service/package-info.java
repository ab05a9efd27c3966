/**
 * The platform's side of signing: from a terminal's bill to a sealed receipt in the ledger.
 *
 * <p>One bill goes through {@link org.tallystick.signing.service.IntakeDesk} (who sent it, is it what it says),
 * {@link org.tallystick.signing.service.Sealer} (receipt number and platform seal) and
 * {@link org.tallystick.signing.service.ReceiptWriter} (counter, idempotency, gaps, storage), which runs inside the ledger's group
 * commit. {@link org.tallystick.signing.service.SigningService} says it in this order.
 *
 * <p><b>Claims.</b> A counter of a terminal's series is claimed by the first bill that arrives for it. A verified bill keeps its
 * claim for ever; an unsigned one loses it to a later verified bill, and both stay stored. Repeating a bill gives the stored
 * bytes again; another verified bill for a claimed counter is a conflict, kept whole beside the first. A receipt that its ended log cannot
 * prove any more gives its claim to the same bill when that comes again, judged as it stands then.
 *
 * <p><b>A crash</b> before the group's commit leaves nothing, after it everything: the terminal repeats its bill and learns which.
 * Parts are stored in the same transaction, encrypted with a key of their own per receipt.
 *
 * <p><b>Decisions.</b> Exports are signed when asked for, and only of genuine receipts, because a foreign program cannot tell
 * that a bill was sealed as unsigned; the price: one signature a download. A key of a later enrolment signs only what is here
 * unsigned, because the same bill is mended without repeating a payment; the price: one member more in the seal. One row per
 * receipt carries claim, link and idempotency, because fewer inserts per bill than a table each; the price: a replaced unsigned
 * receipt's link moves by update.
 * Seals of keys in memory are verified once in ten milliseconds, those of devices all, because a verification costs three seals; the
 * price: one that a fault of memory spoils may leave before the next is checked. Receipts are counted by day, merchant and status in the
 * transaction that stores them, because a dashboard reads some hundred rows, whatever its period; the price: one small update more per
 * merchant and group. Receipts are not partitioned by time on PostgreSQL, because number, link and claim are unique over all time, and a
 * partitioned table is unique only together with what parts it: a bill sent again in another month would be sold twice. Old receipts go
 * with their log ({@code retention.service}); the price: indexes as large as what is kept.
 */
@NullMarked
package org.tallystick.signing.service;

import org.jspecify.annotations.NullMarked;
