package org.tallystick.compliance;

import java.time.Instant;
import java.time.LocalDate;
import org.tallystick.shared.Money;

/**
 * A receipt as lists show it.
 *
 * @param type a constant of the bill's types, such as {@code SALE}
 * @param arrival ledger time
 * @param signed whether it carries the terminal's signature
 */
public record ReceiptSummary(
        String number,
        String terminalNo,
        String merchantNo,
        String merchantZh,
        String merchantEn,
        String type,
        Money amount,
        LocalDate day,
        Instant arrival,
        boolean signed) {}
