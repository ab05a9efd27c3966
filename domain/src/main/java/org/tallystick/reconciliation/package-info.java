/**
 * Settlement files of acquirers held against receipts: what was paid out without a receipt, and what was sold and not paid out.
 *
 * <p>A file is CSV with a header line in Chinese or English ({@link org.tallystick.reconciliation.SettlementField} lists the
 * names), or ISO 20022 camt.053/camt.054 with card entries. It is read line by line: a bad line is listed with its number and
 * reason, a file that cannot be read at all is refused as a whole.
 *
 * <p>Life of a file: <i>staged</i> (its rows are being read and count for nothing) → <i>active</i> (in one step, with every
 * row's result) → <i>undone</i> (all its rows and results are gone). Instead it may be <i>refused</i> or <i>dropped</i>. A crash
 * leaves it staged: it is read again from its beginning, or dropped.
 *
 * <p>Every row of an active file has one {@link org.tallystick.reconciliation.MatchResult}; a rule of the table
 * {@code settlement_rule} decided it and is kept beside it. A receipt settles once. A bill that arrives later is matched later.
 */
@NullMarked
package org.tallystick.reconciliation;

import org.jspecify.annotations.NullMarked;
