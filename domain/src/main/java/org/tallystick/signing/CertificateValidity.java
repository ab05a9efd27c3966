package org.tallystick.signing;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.tallystick.enrolment.Revocation;
import org.tallystick.enrolment.RevocationReason;
import org.tallystick.enrolment.ValidityPeriod;

/**
 * Whether a terminal's certificate counted when it signed (THREATS.md 3.4).
 *
 * <p>Two clocks: {@code iat} is what the signer says, the proven time is the earliest moment at which the bill existed
 * for others. The signer is believed for at most 72 hours, after a theft of the key not at all, and not when its clock
 * is odd.
 */
public final class CertificateValidity {
    /** How long after the end of a certificate a bill that claims to be older may still arrive. */
    public static final Duration OFFLINE_WINDOW = Duration.ofHours(72);

    /** What becomes of a verified signature under the certificate. */
    public enum Judgement {
        VALID,
        EXPIRED,
        NOT_YET_VALID,
        /** Revoked for a reason that leaves the key in its holder's hands. */
        REVOKED,
        /** Revoked because somebody else may have the key: the signature proves nothing. */
        REVOKED_COMPROMISED,
        SUSPENDED
    }

    private CertificateValidity() {}

    /**
     * @param period the certificate's
     * @param revocation the certificate's revocation or suspension, if there is one
     * @param iat signing time as the signer claims it
     * @param provenTime arrival in the ledger, or an earlier time proven by the ledger or a trusted timestamp
     */
    public static Judgement judge(
            ValidityPeriod period, Optional<Revocation> revocation, Instant iat, Instant provenTime) {
        boolean skewed = TrustedTime.isClockSkewed(iat, provenTime);
        return revocation
                .filter(end -> !precedes(end, iat, provenTime, skewed))
                .map(end -> judgementOf(end.reason()))
                .orElseGet(() -> judgePeriod(period, iat, provenTime, skewed));
    }

    private static boolean precedes(Revocation end, Instant iat, Instant provenTime, boolean skewed) {
        if (skewed || end.reason().isCompromise()) {
            return provenTime.isBefore(end.effective());
        }
        return iat.isBefore(end.effective())
                && !provenTime.isAfter(end.effective().plus(OFFLINE_WINDOW));
    }

    private static Judgement judgementOf(RevocationReason reason) {
        if (reason.isCompromise()) {
            return Judgement.REVOKED_COMPROMISED;
        }
        return reason == RevocationReason.CERTIFICATE_HOLD ? Judgement.SUSPENDED : Judgement.REVOKED;
    }

    private static Judgement judgePeriod(ValidityPeriod period, Instant iat, Instant provenTime, boolean skewed) {
        Instant signed = skewed ? provenTime : iat;
        Instant earliest = skewed ? period.notBefore() : period.notBefore().minus(TrustedTime.CLOCK_TOLERANCE);
        Instant lastArrival = skewed ? period.notAfter() : period.notAfter().plus(OFFLINE_WINDOW);
        if (signed.isBefore(earliest)) {
            return Judgement.NOT_YET_VALID;
        }
        return signed.isAfter(period.notAfter()) || provenTime.isAfter(lastArrival)
                ? Judgement.EXPIRED
                : Judgement.VALID;
    }
}
