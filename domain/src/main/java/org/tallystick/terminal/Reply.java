package org.tallystick.terminal;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.tallystick.ledger.Checkpoint;
import org.tallystick.ledger.TlogProof;
import org.tallystick.shared.ProblemType;
import org.tallystick.signing.Cause;
import org.tallystick.signing.ReceiptStatus;

/** What the platform's answer to one bill means for it (API.md, Signing). */
sealed interface Reply {

    /**
     * In the ledger; everything about the answer was checked.
     *
     * @param receipt stored bytes
     * @param certificates from the seal's up to below the anchor
     */
    record Stored(
            ReceiptStatus status,
            String number,
            byte[] receipt,
            TlogProof proof,
            Checkpoint checkpoint,
            List<X509Certificate> certificates,
            List<String> findings)
            implements Reply {}

    /** The platform kept it as long as the rules demand and then removed it: it had been delivered, whoever forgot. */
    record Removed() implements Reply {}

    /** Refused for good; repeating the same bytes would be refused again. */
    record Refused(ProblemType type, String detail) implements Reply {}

    /**
     * Not confirmed: whether it is stored, repeating reveals.
     *
     * @param cause if the next RECOVERY should list the bill for it; empty where the platform only asks to go slower
     * @param everybody whether other bills would fare the same now
     */
    record Later(String reason, Optional<Duration> retryAfter, Optional<Cause> cause, boolean everybody)
            implements Reply {}
}
