package org.tallystick.verification;

import java.util.Arrays;
import java.util.Objects;

/**
 * A record of a receipt file with a proof (API.md, Reading): a timestamp, or the beginning of a terminal's certificate. Nothing in it is
 * verified.
 *
 * @param record bytes of a {@link org.tallystick.timestamping.TimestampRecord}, or those that the ledger has of a
 *     {@link org.tallystick.enrolment.CertificateStatement}
 * @param proof {@code tlog-proof} text; of a timestamp, to the checkpoint that it is over: of the receipt, or of the record before it; of
 *     a beginning, of its own place in the ledger
 */
public record RecordLink(byte[] record, String proof) {
    @Override
    public boolean equals(Object other) {
        return other instanceof RecordLink link && proof.equals(link.proof) && Arrays.equals(record, link.record);
    }

    @Override
    public int hashCode() {
        return Objects.hash(proof, Arrays.hashCode(record));
    }
}
