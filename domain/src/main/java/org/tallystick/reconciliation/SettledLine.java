package org.tallystick.reconciliation;

import java.util.List;

/**
 * A row of an active file with what became of it.
 *
 * @param id of the row, rising within a file and from file to file
 * @param rule id of the rule that decided; empty without one
 * @param differences names of what differs, such as {@code AMOUNT}
 * @param receipt number of the receipt; empty without one
 * @param receiptAmount its amount in minor units; 0 without one
 * @param duplicateOf id of the row that this one repeats; 0 for none
 */
public record SettledLine(
        long id,
        SettledRow row,
        MatchResult result,
        String rule,
        List<String> differences,
        String receipt,
        long receiptAmount,
        long duplicateOf) {}
