package org.tallystick.complaints;

import java.time.Instant;
import java.util.Optional;
import org.tallystick.shared.Money;
import org.tallystick.verification.Outcome;

/**
 * A complaint without what was said: for lists.
 *
 * @param receipt number of the receipt
 * @param receiptCode its link; empty if a later receipt took it over
 * @param verdict what the verifier said of the receipt when the complaint was opened
 * @param changed when somebody said something last
 * @param saleTime of the bill
 */
public record ComplaintHead(
        ComplaintNumber number,
        ComplaintKind kind,
        ComplaintState state,
        Outcome verdict,
        Instant opened,
        Instant changed,
        String receipt,
        Optional<String> receiptCode,
        String merchantNo,
        String merchantZh,
        String merchantEn,
        String terminalNo,
        Money amount,
        Instant saleTime) {}
