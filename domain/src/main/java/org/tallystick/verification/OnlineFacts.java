package org.tallystick.verification;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.tallystick.enrolment.Revocation;
import org.tallystick.enrolment.TerminalSubject;

/**
 * What only the platform knows about a receipt. Every fact may be missing; a missing one leaves its question unknown.
 *
 * @param certificates state of a certificate of the receipt's chains; empty if the platform does not know it
 * @param provenEarlier ledger time at which a later bill, RECOVERY or heartbeat already named this bill's digest
 *     (THREATS.md 3.4)
 * @param corrections voids and refunds of this sale; absent if not known
 * @param removed when the platform removed this very receipt after its retention; absent if it did not
 */
public record OnlineFacts(
        Function<X509Certificate, Optional<CertificateState>> certificates,
        Optional<Instant> provenEarlier,
        Chain chain,
        NewestCheckpoint newestCheckpoint,
        Optional<List<Correction>> corrections,
        Optional<Instant> removed) {

    /** Of a receipt that was not removed. */
    public OnlineFacts(
            Function<X509Certificate, Optional<CertificateState>> certificates,
            Optional<Instant> provenEarlier,
            Chain chain,
            NewestCheckpoint newestCheckpoint,
            Optional<List<Correction>> corrections) {
        this(certificates, provenEarlier, chain, newestCheckpoint, corrections, Optional.empty());
    }

    /** The same of one that was. */
    public OnlineFacts withRemoved(Optional<Instant> at) {
        return new OnlineFacts(certificates, provenEarlier, chain, newestCheckpoint, corrections, at);
    }

    /**
     * State of a certificate that the platform knows.
     *
     * @param logged whether its beginning is in the ledger; absent where that is no question. Asked only where the file does not tell
     * @param given the terminal that a certificate issued elsewhere was given to
     * @param list of the authority elsewhere that has issued it
     */
    public record CertificateState(
            Optional<Revocation> revocation,
            Supplier<Optional<Boolean>> logged,
            Optional<TerminalSubject> given,
            Optional<ForeignList> list) {
        /** Of a certificate of the platform's own authorities. */
        public CertificateState(Optional<Revocation> revocation) {
            this(revocation, Optional::empty, Optional.empty(), Optional.empty());
        }
    }

    /**
     * What is known of revocations by an authority elsewhere.
     *
     * @param until when its newest list says that another one will be there; absent if there has been none
     */
    public record ForeignList(Optional<Instant> until) {}

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
