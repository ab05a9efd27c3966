package org.tallystick.receipts;

import java.util.List;
import org.tallystick.verification.VerificationReport;

/**
 * The result of checking an uploaded receipt file. Nothing of the original kept here is in it.
 *
 * @param report of the verifier over the uploaded bytes; its bill is present only if its signatures hold
 * @param lines from the parts inside the file that fit their signed digests
 * @param certificates those inside the file that the signatures name
 * @param counterpart what the ledger here holds under the number the file claims
 */
public record FileCheck(
        VerificationReport report, List<BillLine> lines, List<CertificateFacts> certificates, Counterpart counterpart) {

    /** What this platform keeps under the number in an uploaded file. */
    public enum Counterpart {
        /** The very same receipt, by digest. */
        SAME,
        /** A receipt of this number with another digest. */
        DIFFERENT,
        /** The very same receipt was kept here and removed after its retention. */
        REMOVED,
        /** No receipt of this number. */
        NONE,
        /** The file shows no well-formed number, or the comparison could not be made. */
        NOT_COMPARED
    }
}
