package org.tallystick.signing.service;

import java.util.Arrays;
import java.util.Optional;
import org.tallystick.signing.ReceiptStatus;

/**
 * A stored receipt as far as a repeated or conflicting bill needs it.
 *
 * @param ordinal 0 for the first receipt of its counter
 * @param active true for the one that holds the counter now
 * @param lost true if nothing proves it any more: an incident has ended its log before the public checkpoint got there
 * @param removed true if it is not kept any more: its log was removed after its retention
 */
record Claim(
        String number,
        int ordinal,
        boolean active,
        boolean verified,
        ReceiptStatus status,
        byte[] payloadDigest,
        Optional<String> code,
        boolean lost,
        boolean removed) {

    boolean isOf(byte[] digest) {
        return Arrays.equals(payloadDigest, digest);
    }
}
