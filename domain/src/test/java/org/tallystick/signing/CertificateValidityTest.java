package org.tallystick.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tallystick.enrolment.Revocation;
import org.tallystick.enrolment.RevocationReason;
import org.tallystick.enrolment.TestCertificates;
import org.tallystick.enrolment.ValidityPeriod;
import org.tallystick.signing.CertificateValidity.Judgement;

/** The matrix of THREATS.md 3.4; times are seconds from the certificate's begin, which lasts 30 days (2,592,000 s). */
class CertificateValidityTest {
    private static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant END = BEGIN.plus(Duration.ofDays(30));
    private static final X509Certificate CERTIFICATE = TestCertificates.valid(BEGIN, END);
    private static final Instant REVOKED = BEGIN.plus(Duration.ofDays(10));

    @ParameterizedTest(name = "{0}: iat {1} proven {2}")
    @CsvSource({
        "at the begin,                             0,       0,       VALID",
        "fast clock within tolerance,              0,       -120,    VALID",
        "slow clock at begin,                      -120,    0,       VALID",
        "before the begin,                         -121,    0,       NOT_YET_VALID",
        "before the begin and proven so,           -500,    -500,    NOT_YET_VALID",
        "in the middle,                            1000000, 1000005, VALID",
        "delivered late inside the validity,       1,       2591999, VALID",
        "at the end,                               2592000, 2592000, VALID",
        "signed at the end and 72 h offline,       2592000, 2851200, VALID",
        "signed inside and more than 72 h offline, 2592000, 2851201, EXPIRED",
        "back-dated after long expiry,             1000000, 9000000, EXPIRED",
        "signed after the end,                     2592001, 2592001, EXPIRED",
        "clock ahead within the validity,          2000000, 1000000, VALID",
        "clock ahead beyond the end,               9000000, 1000000, VALID",
        "clock ahead and proven after the end,     9000000, 2592001, EXPIRED",
        "clock ahead and proven before the begin,  1000000, -1,      NOT_YET_VALID"
    })
    void judgesThePeriod(String name, long iat, long proven, Judgement judgement) {
        assertThat(judge(Optional.empty(), BEGIN.plusSeconds(iat), BEGIN.plusSeconds(proven)))
                .isEqualTo(judgement);
    }

    @Test
    void judgesADeadClockAtProvenTimeAlone() {
        Instant battery = Instant.parse("2000-01-01T00:00:00Z");

        assertThat(judge(Optional.empty(), battery, BEGIN)).isEqualTo(Judgement.VALID);
        assertThat(judge(Optional.empty(), battery, END)).isEqualTo(Judgement.VALID);
        assertThat(judge(Optional.empty(), battery, END.plusSeconds(1))).isEqualTo(Judgement.EXPIRED);
        assertThat(judge(Optional.empty(), battery, BEGIN.minusSeconds(1))).isEqualTo(Judgement.NOT_YET_VALID);
    }

    @ParameterizedTest
    @EnumSource(
            value = RevocationReason.class,
            names = {"KEY_COMPROMISE", "CA_COMPROMISE", "UNSPECIFIED", "AA_COMPROMISE"})
    void neverBelievesTheSignerAfterATheft(RevocationReason reason) {
        Optional<Revocation> theft = Optional.of(new Revocation(reason, REVOKED));

        assertThat(judge(theft, REVOKED.minusSeconds(2), REVOKED.minusMillis(1)))
                .isEqualTo(Judgement.VALID);
        assertThat(judge(theft, REVOKED.minusSeconds(2), REVOKED)).isEqualTo(Judgement.REVOKED_COMPROMISED);
        assertThat(judge(theft, BEGIN, REVOKED.plusSeconds(1))).isEqualTo(Judgement.REVOKED_COMPROMISED);
    }

    @ParameterizedTest
    @EnumSource(
            value = RevocationReason.class,
            names = {"AFFILIATION_CHANGED", "SUPERSEDED", "CESSATION_OF_OPERATION", "PRIVILEGE_WITHDRAWN"})
    void believesTheSignerForThreeDaysAfterAnOrderlyEnd(RevocationReason reason) {
        Optional<Revocation> end = Optional.of(new Revocation(reason, REVOKED));
        Instant before = REVOKED.minusSeconds(1);

        assertThat(judge(end, before, REVOKED.plus(Duration.ofHours(72)))).isEqualTo(Judgement.VALID);
        assertThat(judge(end, before, REVOKED.plus(Duration.ofHours(72)).plusSeconds(1)))
                .isEqualTo(Judgement.REVOKED);
        assertThat(judge(end, REVOKED, REVOKED.plusSeconds(1))).isEqualTo(Judgement.REVOKED);
    }

    @Test
    void tellsSuspensionFromRevocation() {
        Optional<Revocation> hold = Optional.of(new Revocation(RevocationReason.CERTIFICATE_HOLD, REVOKED));

        assertThat(judge(hold, REVOKED.minusSeconds(1), REVOKED)).isEqualTo(Judgement.VALID);
        assertThat(judge(hold, REVOKED, REVOKED)).isEqualTo(Judgement.SUSPENDED);
    }

    @Test
    void believesNoSkewedClockAboutARevocation() {
        Optional<Revocation> end = Optional.of(new Revocation(RevocationReason.SUPERSEDED, REVOKED));
        Instant battery = Instant.parse("2019-12-31T23:59:59Z");

        assertThat(judge(end, battery, REVOKED.minusSeconds(1))).isEqualTo(Judgement.VALID);
        assertThat(judge(end, battery, REVOKED)).isEqualTo(Judgement.REVOKED);
    }

    @Test
    void holdsExpiryAgainstABillThatPrecedesTheRevocation() {
        Optional<Revocation> late = Optional.of(new Revocation(RevocationReason.SUPERSEDED, END.plusSeconds(60)));

        assertThat(judge(late, END.plusSeconds(1), END.plusSeconds(1))).isEqualTo(Judgement.EXPIRED);
    }

    @Test
    void standsTheOddestClocks() {
        assertThat(judge(Optional.empty(), Instant.ofEpochSecond(-(1L << 53)), BEGIN))
                .isEqualTo(Judgement.VALID);
        assertThat(judge(Optional.empty(), Instant.ofEpochSecond(1L << 53), BEGIN))
                .isEqualTo(Judgement.VALID);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T00:02:00Z,false",
        "2026-03-01T00:02:01Z,true",
        "2026-02-01T00:00:00Z,false",
        "2020-01-01T00:00:00Z,false",
        "2019-12-31T23:59:59Z,true"
    })
    void knowsSkewedClocks(Instant iat, boolean skewed) {
        assertThat(TrustedTime.isClockSkewed(iat, BEGIN)).isEqualTo(skewed);
    }

    @Test
    void knowsLateDelivery() {
        assertThat(TrustedTime.isDeliveredLate(BEGIN.minusSeconds(900), BEGIN)).isFalse();
        assertThat(TrustedTime.isDeliveredLate(BEGIN.minusSeconds(901), BEGIN)).isTrue();
        assertThat(TrustedTime.isDeliveredVeryLate(BEGIN.minus(Duration.ofDays(35)), BEGIN))
                .isFalse();
        assertThat(TrustedTime.isDeliveredVeryLate(
                        BEGIN.minus(Duration.ofDays(35)).minusSeconds(1), BEGIN))
                .isTrue();
    }

    @Test
    void knowsSalesFarFromTheirSignature() {
        assertThat(TrustedTime.isSaleFarFromSignature(BEGIN, BEGIN.plusSeconds(600)))
                .isFalse();
        assertThat(TrustedTime.isSaleFarFromSignature(BEGIN, BEGIN.plusSeconds(601)))
                .isTrue();
        assertThat(TrustedTime.isSaleFarFromSignature(BEGIN, BEGIN.minusSeconds(601)))
                .isTrue();
    }

    @Test
    void knowsTimelySeals() {
        assertThat(TrustedTime.isSealTimely(BEGIN, BEGIN)).isTrue();
        assertThat(TrustedTime.isSealTimely(BEGIN, BEGIN.plusSeconds(30))).isTrue();
        assertThat(TrustedTime.isSealTimely(BEGIN, BEGIN.plusSeconds(31))).isFalse();
        assertThat(TrustedTime.isSealTimely(BEGIN, BEGIN.minusMillis(1))).isFalse();
    }

    private static Judgement judge(Optional<Revocation> revocation, Instant iat, Instant proven) {
        return CertificateValidity.judge(ValidityPeriod.of(CERTIFICATE), revocation, iat, proven);
    }
}
