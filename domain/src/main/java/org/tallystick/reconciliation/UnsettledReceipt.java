package org.tallystick.reconciliation;

import java.time.Instant;
import org.tallystick.shared.Money;

/**
 * A receipt of a day that is due, for which no active file has a row.
 *
 * @param back whether it gives money back
 */
public record UnsettledReceipt(
        String number,
        String acquirer,
        String merchantNo,
        String terminalNo,
        long series,
        long counter,
        String traceNo,
        String batchNo,
        Money amount,
        boolean back,
        Instant soldAt) {}
