package org.tallystick.terminal.replay;

import java.nio.file.Path;
import java.util.Map;
import org.tallystick.shared.Money;
import org.tallystick.terminal.DeliveryReport;

/**
 * What a replay came to. Every invoice of the file is in exactly one of {@code outcomes}.
 *
 * @param invoices in the file
 * @param issued bills of this run
 * @param alreadyIssued invoices whose bill an earlier run has issued
 * @param outcomes number of invoices by outcome: DELIVERED, WAITING, PARKED, LOST, LISTED, LEFT
 * @param listed number of invoices by reason for not being billed
 * @param totals sum of all bills of this file by type and currency, such as {@code SALE GBP}
 * @param strayLines lines without an invoice number
 * @param report file with a row for every invoice
 */
public record ReplaySummary(
        int invoices,
        int issued,
        int alreadyIssued,
        Map<String, Integer> outcomes,
        Map<String, Integer> listed,
        Map<String, Money> totals,
        int strayLines,
        DeliveryReport delivery,
        Path report) {}
