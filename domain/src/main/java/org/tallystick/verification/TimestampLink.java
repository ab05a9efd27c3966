package org.tallystick.verification;

import java.util.Arrays;
import java.util.Objects;

/**
 * One timestamp of a receipt file (API.md, Reading: member {@code timestamps}). Nothing in it is verified.
 *
 * @param record bytes of a {@link org.tallystick.timestamping.TimestampRecord}
 * @param proof {@code tlog-proof} text to the checkpoint that it is over: of the receipt, or of the record before it
 */
public record TimestampLink(byte[] record, String proof) {
    @Override
    public boolean equals(Object other) {
        return other instanceof TimestampLink link && proof.equals(link.proof) && Arrays.equals(record, link.record);
    }

    @Override
    public int hashCode() {
        return Objects.hash(proof, Arrays.hashCode(record));
    }
}
