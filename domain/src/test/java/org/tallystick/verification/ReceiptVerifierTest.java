package org.tallystick.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.enrolment.CertificateRole;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.StrictJson;
import org.tallystick.signing.Cause;
import org.tallystick.signing.SignatureAlgorithm;

/** What a report says of receipts that nobody tampered with. */
class ReceiptVerifierTest {
    private static final TestPlatform PLATFORM = new TestPlatform();
    private static final Instant NOW = TestPlatform.NOW;
    private final ReceiptVerifier verifier = new ReceiptVerifier();

    @Test
    void aGenuineReceiptPassesEveryDecisiveQuestion() {
        VerificationReport report = verifier.verify(PLATFORM.genuine().toJson(), PLATFORM.context());
        assertThat(report.outcome()).isEqualTo(Outcome.GENUINE);
        assertThat(report.checks())
                .filteredOn(check -> ReceiptVerifier.isDecisive(check.id()))
                .hasSize(8)
                .allMatch(check -> check.result() == Verdict.PASS);
        assertThat(report.trustedTime()).contains(NOW.plusSeconds(1));
        assertThat(report.bill()).isPresent();
    }

    @Test
    void ed25519KeysServeAsWell() {
        TestCertificate terminal = PLATFORM.terminalAuthority.signer(
                CertificateRole.TERMINAL, TestPlatform.SUBJECT, p -> p.algorithm(SignatureAlgorithm.EDDSA));
        TestCertificate seal =
                PLATFORM.sealAuthority.signer(CertificateRole.SEAL, "Seal", p -> p.algorithm(SignatureAlgorithm.EDDSA));
        VerificationReport report = verify(PLATFORM.receipt().terminal(terminal).seal(seal));
        assertThat(report.outcome()).isEqualTo(Outcome.GENUINE);
        assertThat(report.check("algorithms").orElseThrow().reason()).contains("EdDSA");
    }

    /** An SM2 root, its authorities, terminal and seal; and everything that must not be taken for them. */
    @Test
    void sm2KeysServeUnderAnSm2Root() {
        TestCertificate root = TestCertificate.root(
                TestCertificate.Profile.authority("SM2 Root", 3).algorithm(SignatureAlgorithm.SM2SM3));
        TestCertificate terminal = sm2Authority(root, CertificateRole.TERMINAL)
                .signer(CertificateRole.TERMINAL, TestPlatform.SUBJECT, SM2);
        TestCertificate seal = sm2Authority(root, CertificateRole.SEAL).signer(CertificateRole.SEAL, "Seal", SM2);
        ReceiptFile file = PLATFORM.receipt()
                .terminal(terminal)
                .seal(seal)
                .file()
                .withCertificates(List.of(
                        sm2Authority(root, CertificateRole.TERMINAL).certificate(),
                        sm2Authority(root, CertificateRole.SEAL).certificate()));

        VerificationReport report = verifier.verify(file.toJson(), trusting(root));
        assertThat(report.outcome()).isEqualTo(Outcome.GENUINE);
        assertThat(report.check("algorithms").orElseThrow().reason()).contains("SM2/SM3 (国密)");
        VerificationReport untrusted = verifier.verify(file.toJson(), PLATFORM.context());
        assertThat(untrusted.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(untrusted.bill()).isEmpty();
        assertThat(verifier.verify(PLATFORM.genuine().toJson(), trusting(root)).outcome())
                .isEqualTo(Outcome.UNKNOWN);
    }

    /** Whoever still issues certificates like this: the receipt is not genuine, whatever else holds. */
    @ParameterizedTest
    @ValueSource(strings = {"SHA1withECDSA", "SHA224withECDSA", "SHA3-256withECDSA"})
    void certificatesThatAreSignedWeaklyOrUnusuallyAreNotTaken(String signature) {
        TestCertificate seal = PLATFORM.sealAuthority.certify(
                TestCertificate.SUITE.generate(SignatureAlgorithm.ES256),
                TestCertificate.Profile.signer("Seal", CertificateRole.SEAL),
                signature);
        VerificationReport report = verify(PLATFORM.receipt().seal(seal));
        assertThat(report.outcome()).isEqualTo(Outcome.NOT_GENUINE);
        assertThat(report.check("algorithms").orElseThrow().why()).isEqualTo("weak");
    }

    @Test
    void sm2WithAnotherDigestThanSm3IsNotTaken() {
        TestCertificate root = TestCertificate.root(SM2.apply(TestCertificate.Profile.authority("SM2 Root", 3)));
        TestCertificate authority =
                root.issue(SM2.apply(TestCertificate.Profile.authority("SM2 other", 0, CertificateRole.SEAL)));
        TestCertificate seal = authority.certify(
                TestCertificate.SUITE.generate(SignatureAlgorithm.SM2SM3),
                SM2.apply(TestCertificate.Profile.signer("Seal", CertificateRole.SEAL)),
                "SHA256withSM2");
        ReceiptFile file = PLATFORM.receipt().seal(seal).file().withCertificates(List.of(authority.certificate()));
        TrustAnchors both = new TrustAnchors(
                List.of(root.certificate(), PLATFORM.rootCertificate()),
                PLATFORM.anchors().logKeys(),
                PLATFORM.anchors().audience(),
                true);
        VerificationReport report = verifier.verify(file, VerificationContext.offline(both, NOW.plusSeconds(60)));
        assertThat(report.outcome()).isEqualTo(Outcome.NOT_GENUINE);
        assertThat(report.check("algorithms").orElseThrow().why()).isEqualTo("weak");
    }

    private static final UnaryOperator<TestCertificate.Profile> SM2 = p -> p.algorithm(SignatureAlgorithm.SM2SM3);
    private static final Map<String, TestCertificate> SM2_AUTHORITIES = new HashMap<>();

    private static TestCertificate sm2Authority(TestCertificate root, CertificateRole role) {
        return SM2_AUTHORITIES.computeIfAbsent(
                role.name(), name -> root.issue(SM2.apply(TestCertificate.Profile.authority("SM2 " + name, 0, role))));
    }

    private static VerificationContext trusting(TestCertificate root) {
        TrustAnchors own = PLATFORM.anchors();
        return VerificationContext.offline(
                new TrustAnchors(List.of(root.certificate()), own.logKeys(), own.audience(), true),
                NOW.plusSeconds(60));
    }

    @Test
    void anUnsignedBillIsATrueRecord() {
        VerificationReport report = verify(PLATFORM.receipt().unsigned());
        assertThat(report.outcome()).isEqualTo(Outcome.UNSIGNED);
        assertThat(result(report, "bill-signature")).isEqualTo(Verdict.FAIL);
        assertThat(result(report, "terminal-certificate")).isEqualTo(Verdict.UNKNOWN);
        assertThat(report.check("bill-signature").orElseThrow().details())
                .containsEntry("cause", "SIGNING_UNIT_FAILED");
        assertThat(report.bill()).isPresent();
    }

    @Test
    void aBillSignedUnderAnExpiredCertificateAndSealedAsUnsignedIsATrueRecord() {
        TestCertificate expired = PLATFORM.terminalAuthority.signer(
                CertificateRole.TERMINAL,
                TestPlatform.SUBJECT,
                p -> p.validity(p.from(), NOW.minus(Duration.ofDays(10))));
        VerificationReport report = verify(PLATFORM.receipt().terminal(expired).because(Cause.CERT_EXPIRED));
        assertThat(report.outcome()).isEqualTo(Outcome.UNSIGNED);
        assertThat(result(report, "bill-signature")).isEqualTo(Verdict.PASS);
        assertThat(report.check("terminal-certificate").orElseThrow().why()).isEqualTo("expired");
    }

    @Test
    void aStoredReceiptAloneCannotBeCheckedAndIsNotFalse() {
        VerificationReport report = verifier.verify(PLATFORM.genuine().receipt(), PLATFORM.context());
        assertThat(report.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(report.checks()).noneMatch(check -> check.result() == Verdict.FAIL);
    }

    @Test
    void withoutAProofNoTimeIsTrustedButTheBillIsShown() {
        ReceiptFile file = PLATFORM.genuine();
        VerificationReport report = verifier.verify(
                new ReceiptFile(file.receipt(), Optional.empty(), file.certificates(), file.parts()),
                PLATFORM.context());
        assertThat(report.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(report.trustedTime()).isEmpty();
        assertThat(report.check("terminal-certificate").orElseThrow().why()).isEqualTo("time-unproven");
        assertThat(report.bill()).isPresent();
    }

    @Test
    void keysFromThePlaceUnderTestProveNothing() {
        TrustAnchors own = PLATFORM.anchors();
        TrustAnchors fetched = new TrustAnchors(own.roots(), own.logKeys(), own.audience(), false);
        VerificationReport report = verifier.verify(PLATFORM.genuine(), VerificationContext.offline(fetched, NOW));
        assertThat(report.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(report.trustedTime()).isEmpty();
        assertThat(report.bill()).isEmpty();
        for (String id : List.of("terminal-certificate", "seal-certificate", "in-ledger")) {
            assertThat(report.check(id).orElseThrow().why()).isEqualTo("not-pinned");
        }
    }

    @Test
    void withoutAnchorsNothingIsKnown() {
        VerificationContext none = VerificationContext.offline(TrustAnchors.pinned(List.of(), List.of()), NOW);
        VerificationReport report = verifier.verify(PLATFORM.genuine(), none);
        assertThat(report.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(report.bill()).isEmpty();
        assertThat(report.checks()).noneMatch(check -> check.result() == Verdict.FAIL);
    }

    @Test
    void nothingIsShownOfABillThatStrangersSigned() {
        ReceiptFile theirs = new TestPlatform().genuine();
        VerificationReport report = verifier.verify(theirs, PLATFORM.context());
        assertThat(result(report, "bill-signature")).isEqualTo(Verdict.PASS);
        assertThat(result(report, "seal-signature")).isEqualTo(Verdict.PASS);
        assertThat(report.bill()).isEmpty();
        ReceiptFile withoutIssuers = new ReceiptFile(
                theirs.receipt(), Optional.empty(), theirs.certificates().subList(0, 2), theirs.parts());
        VerificationReport incomplete = verifier.verify(withoutIssuers, PLATFORM.context());
        assertThat(incomplete.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(incomplete.bill()).isEmpty();
        ReceiptFile unsigned = new TestPlatform().receipt().unsigned().file();
        assertThat(verifier.verify(unsigned, PLATFORM.context()).bill()).isEmpty();
    }

    @Test
    void questionsThatDoNotDependOnAFailureAreStillAnswered() {
        ReceiptFile genuine = PLATFORM.genuine();
        String changed = LooseReceipt.of(genuine.receipt())
                .payload(bill -> bill.replace("\"amount\":12330", "\"amount\":99990"))
                .json();
        VerificationReport report = verifier.verify(
                new ReceiptFile(
                        changed.getBytes(StandardCharsets.UTF_8),
                        genuine.proof(),
                        genuine.certificates(),
                        genuine.parts()),
                PLATFORM.context());
        assertThat(report.outcome()).isEqualTo(Outcome.NOT_GENUINE);
        assertThat(result(report, "bill-signature")).isEqualTo(Verdict.FAIL);
        assertThat(report.check("in-ledger").orElseThrow().why()).isEqualTo("digest");
        assertThat(result(report, "seal-covers-terminal")).isEqualTo(Verdict.PASS);
        assertThat(result(report, "algorithms")).isEqualTo(Verdict.PASS);
        assertThat(result(report, "amounts-add-up")).isEqualTo(Verdict.WARN);
        assertThat(report.trustedTime()).isEmpty();
    }

    @Test
    void theReportHasTheMembersOfTheContract() {
        JsonObject report = StrictJson.parse(
                verifier.verify(PLATFORM.genuine(), PLATFORM.context()).toJson(), StrictJson.Limits.UPLOAD);
        assertThat(report.names())
                .containsExactly("outcome", "number", "checkedAt", "trustedTime", "checks", "decidedBy", "policy");
        assertThat(report.objects("checks")).hasSameSizeAs(ReceiptVerifier.questions());
        for (JsonObject check : report.objects("checks")) {
            assertThat(check.names()).containsExactly("id", "result", "reason", "details");
        }
        JsonObject ledger = report.objects("checks").get(7).object("details");
        assertThat(ledger.string("origin")).isEqualTo(TestPlatform.ORIGIN);
        assertThat(ledger.integer("index")).isEqualTo(6);
        assertThat(ledger.integer("size")).isEqualTo(10);
    }

    @Test
    void rubbishIsNotGenuineAndDoesNotThrow() {
        for (String rubbish : List.of("", "null", "[]", "{}", "{\"receipt\":\"AAAA\"}", "\u0000", "{\"payload\":1}")) {
            VerificationReport report = verifier.verify(rubbish.getBytes(StandardCharsets.UTF_8), PLATFORM.context());
            assertThat(report.outcome()).as(rubbish).isEqualTo(Outcome.NOT_GENUINE);
            assertThat(result(report, "format")).isEqualTo(Verdict.FAIL);
        }
    }

    private VerificationReport verify(TestReceipt receipt) {
        return verifier.verify(receipt.file(), PLATFORM.context());
    }

    private static Verdict result(VerificationReport report, String id) {
        return report.check(id).orElseThrow().result();
    }
}
