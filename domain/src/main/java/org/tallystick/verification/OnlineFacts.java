package org.tallystick.verification;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.tallystick.enrolment.Revocation;

/**
 * What only the platform knows about a receipt. Every fact may be missing; a missing one leaves its question unknown.
 *
 * @param certificates state of a certificate of the receipt's chains; empty if the platform does not know it
 * @param provenEarlier ledger time at which a later bill, RECOVERY or heartbeat already named this bill's digest
 *     (THREATS.md 3.4)
 * @param corrections voids and refunds of this sale; absent if not known
 */
public record OnlineFacts(
        Function<X509Certificate, Optional<CertificateState>> certificates,
        Optional<Instant> provenEarlier,
        Chain chain,
        NewestCheckpoint newestCheckpoint,
        Optional<List<Correction>> corrections) {

    /** State of a certificate that the platform knows. */
    public record CertificateState(Optional<Revocation> revocation) {}

    /** Bills of the terminal before this one. */
    public enum Chain {
        UNBROKEN,
        /** An earlier counter is missing. */
        GAP,
        /** The bill before is not the one whose digest this bill names. */
        BROKEN,
        NOT_KNOWN
    }

    /** The proof's checkpoint against the newest one of its log. */
    public enum NewestCheckpoint {
        CONSISTENT,
        INCONSISTENT,
        NOT_KNOWN
    }

    /** A later receipt that takes this sale back. */
    public record Correction(Kind kind, String number) {

        /** How the sale was taken back. */
        public enum Kind {
            VOIDED,
            REFUNDED
        }
    }

    /** Nothing known: what an offline verifier works with. */
    public static OnlineFacts none() {
        return new OnlineFacts(
                certificate -> Optional.empty(),
                Optional.empty(),
                Chain.NOT_KNOWN,
                NewestCheckpoint.NOT_KNOWN,
                Optional.empty());
    }
}
