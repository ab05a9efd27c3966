package org.tallystick.receipts;

import java.util.List;
import org.tallystick.shared.Money;

/**
 * How many receipts a filter finds, and what they come to.
 *
 * @param sums money taken minus money given back ({@link Turnover}), one per currency
 */
public record ReceiptTotals(long count, List<Money> sums) {}
