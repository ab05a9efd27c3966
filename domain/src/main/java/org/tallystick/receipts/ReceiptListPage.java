package org.tallystick.receipts;

import java.util.List;
import java.util.Optional;

/**
 * A page of the list of receipts.
 *
 * @param next where the next page begins; empty on the last one
 */
public record ReceiptListPage(List<ReceiptListItem> items, Optional<ReceiptListCursor> next) {}
