/**
 * Reads settlement files, matches their rows and keeps what came of it.
 *
 * <p>What survives a crash: the uploaded file and its row ({@code STAGED}). Its rows are read into the database in many small
 * transactions and count for nothing; then one transaction, which holds the acquirer's row of {@code settlement_desk}, decides about
 * all of them and makes the file active. Nothing is ever half imported. Undoing is one transaction as well.
 *
 * <p>{@link org.tallystick.reconciliation.service.Reconciliation} is what other capabilities ask. It also finds late bills: it follows
 * the ledger by a cursor, and goes through the rows without a receipt again, some thousand at a time.
 *
 * <p>Days that are due, receipts without a row and all counts are derived: they can be computed again from files, rows and receipts.
 *
 * <p><b>Decisions.</b> A file whose sales never came opens 10,000 cases at most, because people can close those; the price: the
 * rest waits, listed with its file.
 */
@NullMarked
package org.tallystick.reconciliation.service;

import org.jspecify.annotations.NullMarked;
