package org.tallystick.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tallystick.enrolment.CertificateRole;
import org.tallystick.enrolment.Revocation;
import org.tallystick.enrolment.RevocationReason;
import org.tallystick.verification.OnlineFacts.CertificateState;

/** At which time a certificate is judged, and what revocation does to what was signed before (THREATS.md 3.4). */
class TimesTest {
    private static final TestPlatform PLATFORM = new TestPlatform();
    private static final Instant NOW = TestPlatform.NOW;
    private final ReceiptVerifier verifier = new ReceiptVerifier();

    @ParameterizedTest
    @CsvSource({
        // reason, effective (seconds after signing), outcome, case; the entry stands a second after signing
        "KEY_COMPROMISE, -3600, NOT_GENUINE, revoked-compromised",
        "KEY_COMPROMISE, 1, NOT_GENUINE, revoked-compromised",
        "KEY_COMPROMISE, 2, GENUINE, trusted",
        "UNSPECIFIED, 0, NOT_GENUINE, revoked-compromised",
        "SUPERSEDED, 0, NOT_GENUINE, revoked",
        "SUPERSEDED, 1, GENUINE, trusted",
        "CERTIFICATE_HOLD, -60, NOT_GENUINE, suspended",
        "CERTIFICATE_HOLD, 60, GENUINE, trusted"
    })
    void revocationCountsFromTheProvenTime(RevocationReason reason, long effective, Outcome outcome, String why) {
        Revocation revocation = new Revocation(reason, NOW.plusSeconds(effective));
        VerificationReport report = verifier.verify(
                PLATFORM.genuine(),
                PLATFORM.context(facts(PLATFORM.terminal.certificate(), revocation, Optional.empty())));
        assertThat(report.outcome()).isEqualTo(outcome);
        assertThat(report.check("terminal-certificate").orElseThrow().why()).isEqualTo(why);
        assertThat(report.check("revocation-online").orElseThrow().result()).isEqualTo(Verdict.WARN);
    }

    @Test
    void aStolenKeyCountsIfALaterBillProvesTheUseEarlier() {
        Revocation stolen = new Revocation(RevocationReason.KEY_COMPROMISE, NOW.minusSeconds(60));
        Instant named = NOW.minusSeconds(3_600);
        ReceiptFile file =
                PLATFORM.receipt().signedAt(named.minusSeconds(60)).late().file();
        VerificationContext context =
                PLATFORM.context(facts(PLATFORM.terminal.certificate(), stolen, Optional.of(named)));
        VerificationReport report = verifier.verify(file, context);
        assertThat(report.outcome()).isEqualTo(Outcome.GENUINE);
        assertThat(report.trustedTime()).contains(named);
    }

    @Test
    void anEarlierTimeThatLiesAfterArrivalIsNone() {
        OnlineFacts facts = facts(Optional.of(NOW.plusSeconds(3_600)));
        assertThat(verifier.verify(PLATFORM.genuine(), PLATFORM.context(facts)).trustedTime())
                .contains(NOW.plusSeconds(1));
    }

    @Test
    void aRevokedIssuerTakesItsCertificatesAlong() {
        for (TestCertificate issuer : List.of(PLATFORM.terminalAuthority, PLATFORM.sealAuthority)) {
            Revocation stolen = new Revocation(RevocationReason.CA_COMPROMISE, NOW.minusSeconds(60));
            OnlineFacts facts = facts(issuer.certificate(), stolen, Optional.empty());
            assertThat(verifier.verify(PLATFORM.genuine(), PLATFORM.context(facts))
                            .outcome())
                    .isEqualTo(Outcome.NOT_GENUINE);
        }
    }

    @Test
    void aBillMayArriveThreeDaysAfterTheEndOfItsCertificate() {
        Instant end = NOW.minus(Duration.ofHours(71));
        TestReceipt receipt = late(end);
        VerificationReport report = verifier.verify(receipt.file(), PLATFORM.context());
        assertThat(report.outcome()).isEqualTo(Outcome.GENUINE);
        assertThat(report.check("late").orElseThrow().result()).isEqualTo(Verdict.WARN);
    }

    @Test
    void offlineALateBillUnderAnExpiredCertificateIsNotCalledFalse() {
        TestReceipt receipt = late(NOW.minus(Duration.ofHours(80))).late();
        VerificationReport offline = verifier.verify(receipt.file(), PLATFORM.context());
        assertThat(offline.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(offline.check("terminal-certificate").orElseThrow().why()).isEqualTo("earlier-unproven");
        VerificationReport online = verifier.verify(receipt.file(), PLATFORM.context(facts(Optional.empty())));
        assertThat(online.outcome()).isEqualTo(Outcome.NOT_GENUINE);
        Instant named = NOW.minus(Duration.ofHours(79));
        VerificationReport proven = verifier.verify(receipt.file(), PLATFORM.context(facts(Optional.of(named))));
        assertThat(proven.outcome()).isEqualTo(Outcome.GENUINE);
    }

    @Test
    void aLaterEnrolmentSignsOnlyWhereThePlatformStatesIt() {
        TestCertificate later = PLATFORM.terminalAuthority.signer(
                CertificateRole.TERMINAL, TestPlatform.SUBJECT.replace("2.5.4.46=1", "2.5.4.46=2"));
        TestReceipt receipt = PLATFORM.receipt().terminal(later);
        assertThat(verifier.verify(receipt.file(), PLATFORM.context()).outcome())
                .isEqualTo(Outcome.NOT_GENUINE);

        receipt.sealHeader(header -> header.replace("\"late\":", "\"signedLater\":true,\"late\":"));
        VerificationReport report = verifier.verify(receipt.file(), PLATFORM.context());

        assertThat(report.outcome()).isEqualTo(Outcome.GENUINE);
        assertThat(report.check("terminal-certificate").orElseThrow().why()).isEqualTo("later-series");
        assertThat(report.check("late").orElseThrow().result()).isEqualTo(Verdict.WARN);
        assertThat(report.check("late").orElseThrow().why()).isEqualTo("signed-anew");
        Instant named = NOW.minus(Duration.ofDays(400));
        assertThat(verifier.verify(receipt.file(), PLATFORM.context(facts(Optional.of(named))))
                        .outcome())
                .as("the bill is proven to be older than the certificate, its signature is not")
                .isEqualTo(Outcome.GENUINE);
    }

    @Test
    void aClockWithoutBatteryIsANoticeAndTheLedgerTimeCounts() {
        VerificationReport report =
                verifier.verify(PLATFORM.receipt().signedAt(Instant.EPOCH).file(), PLATFORM.context());
        assertThat(report.outcome()).isEqualTo(Outcome.GENUINE);
        assertThat(report.check("clock").orElseThrow().why()).isEqualTo("skew");
        assertThat(report.check("late").orElseThrow().why()).isEqualTo("signing-time-unknown");
    }

    @Test
    void aSaleLongBeforeItsSignatureIsANotice() {
        VerificationReport report = verifier.verify(
                PLATFORM.receipt().signedAt(NOW.minusSeconds(700)).file(), PLATFORM.context());
        assertThat(report.outcome()).isEqualTo(Outcome.GENUINE);
        assertThat(report.check("clock").orElseThrow().why()).isEqualTo("sale-differs");
    }

    @Test
    void aLedgerTimeAheadOfTheCheckIsANotice() {
        VerificationReport report = verifier.verify(
                PLATFORM.genuine(), VerificationContext.offline(PLATFORM.anchors(), NOW.minusSeconds(600)));
        assertThat(report.check("clock").orElseThrow().why()).isEqualTo("ledger-ahead");
    }

    /** Signed a minute before the end of the certificate, in the ledger now. */
    private static TestReceipt late(Instant end) {
        TestCertificate expiring = PLATFORM.terminalAuthority.signer(
                CertificateRole.TERMINAL, TestPlatform.SUBJECT, p -> p.validity(p.from(), end));
        return PLATFORM.receipt().terminal(expiring).signedAt(end.minusSeconds(60));
    }

    private static OnlineFacts facts(Optional<Instant> earlier) {
        OnlineFacts none = OnlineFacts.none();
        return new OnlineFacts(none.certificates(), earlier, none.chain(), none.newestCheckpoint(), none.corrections());
    }

    private static OnlineFacts facts(X509Certificate revoked, Revocation revocation, Optional<Instant> earlier) {
        OnlineFacts none = OnlineFacts.none();
        return new OnlineFacts(
                certificate -> Optional.of(
                        new CertificateState(Optional.of(revocation).filter(r -> certificate.equals(revoked)))),
                earlier,
                none.chain(),
                none.newestCheckpoint(),
                none.corrections());
    }
}
