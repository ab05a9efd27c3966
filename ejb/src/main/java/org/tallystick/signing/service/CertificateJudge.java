package org.tallystick.signing.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import org.tallystick.enrolment.service.CertifiedKey;
import org.tallystick.signing.Bill;
import org.tallystick.signing.Cause;
import org.tallystick.signing.CertificateValidity;
import org.tallystick.signing.CertificateValidity.Judgement;

/**
 * Judges a terminal certificate at the trusted time of a bill: arrival, or the earlier ledger time at which a later bill, a
 * RECOVERY or a heartbeat already named the bill's digest (API.md "Trusted time"). That earlier time is looked for only when
 * arrival alone does not pass.
 */
@ApplicationScoped
class CertificateJudge {
    private final ProvenTimeRepository provenTimes;

    @Inject
    CertificateJudge(ProvenTimeRepository provenTimes) {
        this.provenTimes = provenTimes;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected CertificateJudge() {
        this(null);
    }

    /** @param iat signing time as the signer claims it, Unix seconds */
    record Times(long iat, Instant arrival) {}

    /** Whether a verified signature counts. */
    enum Fitness {
        FIT,
        EXPIRED,
        NOT_YET_VALID,
        REVOKED,
        SUSPENDED,
        COMPROMISED;

        /** Why the bill is unsigned; empty for a fit certificate. */
        Optional<Cause> cause() {
            return switch (this) {
                case FIT -> Optional.empty();
                case EXPIRED -> Optional.of(Cause.CERT_EXPIRED);
                case NOT_YET_VALID -> Optional.of(Cause.CERT_NOT_YET_VALID);
                case SUSPENDED -> Optional.of(Cause.CERT_SUSPENDED);
                case REVOKED, COMPROMISED -> Optional.of(Cause.CERT_REVOKED);
            };
        }
    }

    /** The same for a signature that is made later: that the bill is older proves nothing of it. */
    Fitness judgeAtArrival(CertifiedKey key, Times times) {
        return at(key, times.iat(), times.arrival());
    }

    /** @param atArrival what {@link #judgeAtArrival} has said */
    Fitness judge(CertifiedKey key, Fitness atArrival, byte[] payloadDigest, Bill bill, Times times) {
        if (atArrival == Fitness.FIT || atArrival == Fitness.SUSPENDED) {
            return atArrival;
        }
        return provenTimes
                .earliest(bill, payloadDigest)
                .filter(proven -> proven.isBefore(times.arrival()))
                .map(proven -> at(key, times.iat(), proven))
                .orElse(atArrival);
    }

    private static Fitness at(CertifiedKey key, long iat, Instant trusted) {
        if (key.suspended()) {
            return Fitness.SUSPENDED;
        }
        Judgement judgement =
                CertificateValidity.judge(key.validity(), key.revocation(), Instant.ofEpochSecond(iat), trusted);
        return switch (judgement) {
            case VALID -> Fitness.FIT;
            case EXPIRED -> Fitness.EXPIRED;
            case NOT_YET_VALID -> Fitness.NOT_YET_VALID;
            case REVOKED -> Fitness.REVOKED;
            case REVOKED_COMPROMISED -> Fitness.COMPROMISED;
            case SUSPENDED -> Fitness.SUSPENDED;
        };
    }
}
