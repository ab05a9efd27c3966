package org.tallystick.reconciliation;

import java.time.LocalDate;
import java.util.Optional;
import org.tallystick.shared.Money;

/**
 * A settled transaction as a file tells it. Texts are empty where the file says nothing.
 *
 * @param line from 1; of camt files the number of the entry
 * @param amount not negative
 * @param back whether the money goes back to the cardholder: a refund or a void
 * @param soldOn local date of the transaction
 * @param cardLast4 last four digits of the card, never more
 */
public record SettledRow(
        long line,
        String merchantNo,
        String terminalNo,
        String batchNo,
        String traceNo,
        String referenceNo,
        Money amount,
        boolean back,
        LocalDate soldOn,
        Optional<LocalDate> settledOn,
        String cardLast4) {}
