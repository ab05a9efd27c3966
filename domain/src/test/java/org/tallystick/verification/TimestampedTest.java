package org.tallystick.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tallystick.enrolment.CertificateRole;
import org.tallystick.enrolment.Revocation;
import org.tallystick.enrolment.RevocationReason;
import org.tallystick.timestamping.ImprintDigest;

/** Timestamps prove a receipt's time apart from the ledger, for as long as later ones renew them; they never make it false. */
class TimestampedTest {
    private static final TestPlatform PLATFORM = new TestPlatform();
    private static final ReceiptFile GENUINE = PLATFORM.genuine();
    private static final Instant NOW = TestPlatform.NOW;
    private static final Instant STAMPED = NOW.plusSeconds(60);
    private static final Instant IN_2036 = Instant.parse("2036-02-01T00:00:00Z");

    @Test
    void aTimestampOverTheReceiptsCheckpointProvesItsTime() {
        VerificationReport report = verify(stamps().at(STAMPED).file(), NOW.plusSeconds(120));

        assertThat(report.check("timestamped").orElseThrow().result()).isEqualTo(Verdict.PASS);
        assertThat(report.check("timestamped").orElseThrow().why()).isEqualTo("proven");
        assertThat(report.outcome()).isEqualTo(Outcome.GENUINE);
    }

    @Test
    void aFileKeepsItsTimestampsWhenWrittenAndRead() {
        ReceiptFile file =
                stamps().at(STAMPED).at(STAMPED.plus(Duration.ofDays(400))).file();

        assertThat(ReceiptFile.parse(file.toJson())).isEqualTo(file);
        assertThat(ReceiptFile.parse(file.toJson()).timestamps()).hasSize(2);
    }

    @Test
    void in2036AnExpiredTerminalIsStillGenuineAndRenewedTimestampsProveIt() {
        ReceiptFile renewed = TestStamps.until(PLATFORM, GENUINE, IN_2036);

        VerificationReport report = verify(renewed, IN_2036);

        assertThat(PLATFORM.terminal.certificate().getNotAfter().toInstant()).isBefore(IN_2036);
        assertThat(report.outcome()).isEqualTo(Outcome.GENUINE);
        assertThat(report.check("timestamped").orElseThrow().why()).isEqualTo("renewed");
        assertThat(renewed.timestamps()).hasSize(5);
    }

    @Test
    void withoutRenewalTheTimestampLapsesAndSaysSo() {
        ReceiptFile once = stamps().at(STAMPED).file();

        assertThat(why(once, STAMPED.plus(TestStamps.LIFE).minusSeconds(1))).isEqualTo("proven");
        assertThat(why(once, STAMPED.plus(TestStamps.LIFE).plusSeconds(1))).isEqualTo("lapsed");
        assertThat(verify(once, IN_2036).outcome()).isEqualTo(Outcome.GENUINE);
    }

    @Test
    void aRenewalThatCameTooLateRenewsNothing() {
        ReceiptFile late = stamps().at(STAMPED)
                .at(STAMPED.plus(TestStamps.LIFE).plusSeconds(1))
                .file();

        assertThat(why(late, IN_2036.minus(Duration.ofDays(2_000)))).isEqualTo("lapsed");
    }

    @Test
    void aLinkThatIsMissingInTheMiddleBreaksTheChain() {
        List<RecordLink> links =
                new ArrayList<>(TestStamps.until(PLATFORM, GENUINE, IN_2036).timestamps());
        links.remove(2);

        assertThat(why(GENUINE.withTimestamps(links), IN_2036)).isEqualTo("not-covered");
        assertThat(verify(GENUINE.withTimestamps(links), IN_2036).outcome()).isEqualTo(Outcome.GENUINE);
    }

    @Test
    void timestampsOfAnotherReceiptProveNothing() {
        List<RecordLink> others =
                new TestStamps(PLATFORM, PLATFORM.genuine()).at(STAMPED).links();

        assertThat(why(GENUINE.withTimestamps(others), NOW.plusSeconds(120))).isEqualTo("not-covered");
    }

    @Test
    void whatIsNotAsItShouldBeIsNamedAndIsANotice() {
        TestCertificate foreign = TestCertificate.root("Root").authority(CertificateRole.TIMESTAMP);
        TestCertificate seal = PLATFORM.sealAuthority;
        assertThat(why(stamps().imprint(data -> new byte[] {1}).at(STAMPED).file()))
                .isEqualTo("imprint");
        assertThat(why(stamps().under(foreign).at(STAMPED).file())).isEqualTo("unknown-authority");
        assertThat(why(stamps().under(seal).at(STAMPED).file())).isEqualTo("unknown-authority");
        assertThat(why(GENUINE.withTimestamps(List.of(new RecordLink(new byte[] {1}, "x")))))
                .isEqualTo("malformed");
        assertThat(why(GENUINE)).isEqualTo("none");
        assertThat(why(stamps().over(ImprintDigest.SHA512).at(STAMPED).file())).isEqualTo("proven");
        ReceiptFile unpinned = stamps().at(STAMPED).file();
        TrustAnchors fetched = new TrustAnchors(
                PLATFORM.anchors().roots(),
                PLATFORM.anchors().logKeys(),
                PLATFORM.anchors().audience(),
                false);
        assertThat(new ReceiptVerifier()
                        .verify(unpinned, VerificationContext.offline(fetched, NOW.plusSeconds(120)))
                        .check("timestamped")
                        .orElseThrow()
                        .why())
                .isEqualTo("not-pinned");
    }

    @Test
    void aRootForTimestampsAloneVouchesForTimestampsAlone() {
        TestCertificate elsewhere = TestCertificate.root("Elsewhere");
        ReceiptFile file = stamps().under(elsewhere.authority(CertificateRole.TIMESTAMP))
                .at(STAMPED)
                .file();
        TrustAnchors anchors = PLATFORM.anchors().withTimestampRoots(List.of(elsewhere.certificate()));

        VerificationReport report =
                new ReceiptVerifier().verify(file, VerificationContext.offline(anchors, NOW.plusSeconds(120)));
        assertThat(report.check("timestamped").orElseThrow().why()).isEqualTo("proven");

        TestCertificate pretended =
                elsewhere.authority(CertificateRole.TERMINAL).signer(CertificateRole.TERMINAL, TestPlatform.SUBJECT);
        assertThat(new ReceiptVerifier()
                        .verify(
                                PLATFORM.receipt().terminal(pretended).file(),
                                VerificationContext.offline(anchors, NOW.plusSeconds(120)))
                        .outcome())
                .isNotEqualTo(Outcome.GENUINE);
    }

    @Test
    void aStolenKeyOfTheAuthorityProvesOnlyWhatALaterTimestampSawBefore() {
        Instant stolen = STAMPED.plus(Duration.ofDays(500));
        TestStamps stamps = stamps();
        TestCertificate key = stamps.key(STAMPED);
        Revocation revocation = new Revocation(RevocationReason.KEY_COMPROMISE, stolen);

        ReceiptFile covered = stamps.at(STAMPED, key)
                .at(stolen.minus(Duration.ofDays(10)))
                .listing(PLATFORM.timestampAuthority, key.certificate(), revocation)
                .at(stolen.plus(Duration.ofDays(10)))
                .file();
        assertThat(why(covered, stolen.plus(Duration.ofDays(20)))).isEqualTo("renewed");

        ReceiptFile uncovered = stamps().at(STAMPED, key)
                .listing(PLATFORM.timestampAuthority, key.certificate(), revocation)
                .at(stolen.plus(Duration.ofDays(10)))
                .file();
        assertThat(why(uncovered, stolen.plus(Duration.ofDays(20)))).isEqualTo("revoked");
    }

    @Test
    void aListInTheRecordTellsOfAStolenTerminalWithoutAskingAnybody() {
        Revocation before = new Revocation(RevocationReason.KEY_COMPROMISE, NOW.minusSeconds(3_600));
        Revocation after = new Revocation(RevocationReason.KEY_COMPROMISE, NOW.plusSeconds(30));
        TestCertificate issuer = PLATFORM.terminalAuthority;

        VerificationReport stolen = verify(
                stamps().listing(issuer, PLATFORM.terminal.certificate(), before)
                        .at(STAMPED)
                        .file(),
                IN_2036);
        assertThat(stolen.outcome()).isEqualTo(Outcome.NOT_GENUINE);
        assertThat(stolen.check("terminal-certificate").orElseThrow().why()).isEqualTo("revoked-compromised");

        assertThat(verify(
                                stamps().listing(issuer, PLATFORM.terminal.certificate(), after)
                                        .at(STAMPED)
                                        .file(),
                                IN_2036)
                        .outcome())
                .isEqualTo(Outcome.GENUINE);
        // A list that another authority has signed says nothing.
        assertThat(verify(
                                stamps().listing(PLATFORM.sealAuthority, PLATFORM.terminal.certificate(), before)
                                        .at(STAMPED)
                                        .file(),
                                IN_2036)
                        .outcome())
                .isEqualTo(Outcome.GENUINE);
    }

    @Test
    void aListByAnotherAuthorityOfTheSameNameSaysNothing() {
        TestCertificate namesake = TestCertificate.root("Root").authority(CertificateRole.TERMINAL);
        Revocation stolen = new Revocation(RevocationReason.KEY_COMPROMISE, NOW.minusSeconds(3_600));
        ReceiptFile file = stamps().listing(namesake, PLATFORM.terminal.certificate(), stolen)
                .at(STAMPED)
                .file()
                .withCertificates(List.of(namesake.certificate()));

        assertThat(namesake.certificate().getSubjectX500Principal())
                .isEqualTo(PLATFORM.terminalAuthority.certificate().getSubjectX500Principal());
        assertThat(verify(file, IN_2036).outcome()).isEqualTo(Outcome.GENUINE);
    }

    @Test
    void aLedgerTimeAfterItsOwnTimestampIsWrongAndTheTimestampCounts() {
        ReceiptFile file = new TestStamps(
                        PLATFORM, PLATFORM.receipt().arrivedAt(NOW).file())
                .at(NOW.minusSeconds(3_600))
                .file();

        VerificationReport report = verify(file, NOW.plusSeconds(120));

        assertThat(report.check("timestamped").orElseThrow().why()).isEqualTo("ledger-later");
        assertThat(report.trustedTime()).contains(NOW.minusSeconds(3_600));
    }

    private static TestStamps stamps() {
        return new TestStamps(PLATFORM, GENUINE);
    }

    private static String why(ReceiptFile file) {
        return why(file, NOW.plusSeconds(120));
    }

    private static String why(ReceiptFile file, Instant at) {
        CheckResult result = verify(file, at).check("timestamped").orElseThrow();
        assertThat(result.reason()).isNotBlank().doesNotContain("{");
        assertThat(CheckTexts.reason(result, java.util.Locale.SIMPLIFIED_CHINESE))
                .isNotBlank();
        return result.why();
    }

    private static VerificationReport verify(ReceiptFile file, Instant at) {
        return new ReceiptVerifier().verify(file, VerificationContext.offline(PLATFORM.anchors(), at));
    }
}
