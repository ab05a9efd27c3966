package org.tallystick.signing.service;

import java.util.List;
import java.util.Optional;
import org.tallystick.signing.BillType;
import org.tallystick.signing.ReceiptStatus;

/**
 * A receipt that the database keeps. {@code stored} is byte for byte what was answered, however it is kept; everything else can be
 * derived from it and the ledger.
 *
 * @param code the link that leads to it; empty when a later receipt of the same counter took the link over
 * @param arrival ledger time, UTC milliseconds
 * @param findings codes noticed at intake
 */
public record StoredReceipt(
        String number,
        String terminalNo,
        long series,
        long counter,
        int claim,
        boolean active,
        Optional<String> code,
        ReceiptStatus status,
        Optional<String> cause,
        byte[] stored,
        int logId,
        long index,
        long arrival,
        List<String> findings,
        String merchantNo,
        BillType type) {}
