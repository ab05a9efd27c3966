package org.tallystick.verification;

import java.util.Arrays;
import java.util.Objects;

/**
 * Record of a terminal certificate's beginning with its place in the ledger, as a receipt file carries it; nothing of it is verified.
 *
 * @param record the exact bytes whose digest is logged ({@link org.tallystick.enrolment.CertificateStatement})
 * @param proof {@code tlog-proof} text
 */
public record IssueLink(byte[] record, String proof) {
    @Override
    public boolean equals(Object other) {
        return other instanceof IssueLink link && Arrays.equals(record, link.record) && proof.equals(link.proof);
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(record), proof);
    }
}
