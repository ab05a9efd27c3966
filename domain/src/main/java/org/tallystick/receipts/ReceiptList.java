package org.tallystick.receipts;

import java.util.List;
import java.util.Optional;

/**
 * One page of a list of receipts.
 *
 * @param before leads to the page before; empty on the first
 * @param after leads to the page after; empty on the last
 */
public record ReceiptList(List<ReceiptRow> rows, Optional<ReceiptCursor> before, Optional<ReceiptCursor> after) {}
