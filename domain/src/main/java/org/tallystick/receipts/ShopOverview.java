package org.tallystick.receipts;

import java.time.Instant;
import java.util.List;

/**
 * What a merchant sees first.
 *
 * @param today receipts of today, in Shanghai
 * @param recent receipts of the last 30 days
 * @param unsigned how many of these are stored as unsigned
 * @param days each of the last 30 days, the oldest first, in the currency that most receipts have
 */
public record ShopOverview(
        Instant at,
        ReceiptTotals today,
        ReceiptTotals recent,
        long unsigned,
        List<DaySales> days,
        List<TerminalHealth> terminals) {}
