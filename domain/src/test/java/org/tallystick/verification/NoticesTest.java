package org.tallystick.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tallystick.ledger.NoteCosigner;
import org.tallystick.ledger.WitnessPolicy;
import org.tallystick.signing.Bill.CardholderSignature;
import org.tallystick.signing.Part;
import org.tallystick.signing.SignatureRequirement;
import org.tallystick.signing.SignatureStatus;
import org.tallystick.verification.OnlineFacts.CertificateState;
import org.tallystick.verification.OnlineFacts.Chain;
import org.tallystick.verification.OnlineFacts.Correction;
import org.tallystick.verification.OnlineFacts.NewestCheckpoint;

/** Questions that tell something without deciding anything. */
class NoticesTest {
    private static final TestPlatform PLATFORM = new TestPlatform();
    private static final Instant NOW = TestPlatform.NOW;
    private final ReceiptVerifier verifier = new ReceiptVerifier();

    @Test
    void offlineWhatOnlyThePlatformKnowsIsUnknownWithoutEffect() {
        VerificationReport report = verify(second(), PLATFORM.context());
        assertThat(report.outcome()).isEqualTo(Outcome.GENUINE);
        for (String id : List.of("chain-unbroken", "checkpoint-fresh", "revocation-online", "not-voided")) {
            assertThat(report.check(id).orElseThrow().why()).as(id).isEqualTo("offline");
        }
    }

    @Test
    void thePlatformIsAskedOnceAboutThisVeryReceipt() {
        ReceiptFile file = second().file();
        int[] asked = {0};
        VerificationContext context = VerificationContext.online(PLATFORM.anchors(), NOW, inquiry -> {
            asked[0]++;
            assertThat(inquiry.receipt().bytes()).isEqualTo(file.receipt());
            assertThat(inquiry.entry()).isPresent();
            return facts(Chain.UNBROKEN, NewestCheckpoint.CONSISTENT, List.of());
        });
        VerificationReport report = verifier.verify(file, context);
        assertThat(asked[0]).isEqualTo(1);
        for (String id : List.of("chain-unbroken", "checkpoint-fresh", "revocation-online", "not-voided")) {
            assertThat(report.check(id).orElseThrow().result()).as(id).isEqualTo(Verdict.PASS);
        }
    }

    @ParameterizedTest
    @CsvSource({"GAP, gap", "BROKEN, broken"})
    void aHoleInTheNumberingIsANotice(Chain chain, String why) {
        VerificationReport report =
                verify(second(), PLATFORM.context(facts(chain, NewestCheckpoint.NOT_KNOWN, List.of())));
        assertThat(report.check("chain-unbroken").orElseThrow().why()).isEqualTo(why);
        assertThat(report.outcome()).isEqualTo(Outcome.GENUINE);
    }

    @Test
    void theFirstBillOfASeriesFollowsNothing() {
        assertThat(verify(PLATFORM.receipt(), PLATFORM.context()).check("chain-unbroken"))
                .hasValueSatisfying(check -> assertThat(check.result()).isEqualTo(Verdict.PASS));
    }

    @Test
    void aSplitLedgerIsANotice() {
        VerificationReport report = verify(
                PLATFORM.receipt(), PLATFORM.context(facts(Chain.UNBROKEN, NewestCheckpoint.INCONSISTENT, List.of())));
        assertThat(report.check("checkpoint-fresh").orElseThrow().result()).isEqualTo(Verdict.WARN);
    }

    @Test
    void aReceiptThatThePlatformHasRemovedIsProvedAllTheSame() {
        Instant removed = Instant.parse("2037-01-01T00:00:00Z");
        OnlineFacts known = facts(Chain.UNBROKEN, NewestCheckpoint.CONSISTENT, List.of());
        OnlineFacts facts = new OnlineFacts(
                known.certificates(),
                known.provenEarlier(),
                known.chain(),
                known.newestCheckpoint(),
                Optional.empty(),
                Optional.of(removed));
        VerificationReport report = verify(PLATFORM.receipt(), PLATFORM.context(facts));

        assertThat(report.outcome()).isEqualTo(Outcome.GENUINE);
        assertThat(report.check("in-ledger").orElseThrow().reason()).contains("inclusion proof holds", "2037-01-01");
        assertThat(report.check("in-ledger").orElseThrow().details()).containsEntry("removedAt", removed.toString());
        assertThat(report.check("not-voided").orElseThrow().reason()).contains("may have gone with it");
    }

    @Test
    void aVoidIsToldBeforeARefund() {
        List<Correction> corrections = List.of(
                new Correction(Correction.Kind.REFUNDED, "72AAAAAAAAA"),
                new Correction(Correction.Kind.VOIDED, "72BBBBBBBBB"));
        VerificationReport report = verify(
                PLATFORM.receipt(), PLATFORM.context(facts(Chain.UNBROKEN, NewestCheckpoint.CONSISTENT, corrections)));
        assertThat(report.outcome()).isEqualTo(Outcome.GENUINE);
        CheckResult check = report.check("not-voided").orElseThrow();
        assertThat(check.result()).isEqualTo(Verdict.WARN);
        assertThat(check.reason()).contains("voided").contains("72BBBBBBBBB");
    }

    @Test
    void aWitnessIsNamed() {
        VerificationReport report =
                verify(PLATFORM.receipt().witnessedBy(PLATFORM.witness), withWitness(NOW.plusSeconds(60)));
        assertThat(report.outcome()).isEqualTo(Outcome.GENUINE);
        assertThat(report.check("witnessed").orElseThrow().details())
                .containsEntry("witnesses", List.of("witness.example/w1"));
    }

    @Test
    void aPolicyThatIsNotMetProvesNothingAndShowsNoWitness() {
        String policy = "log %s\nwitness w %s\nwitness v %s\ngroup both all w v\nquorum %s\n";
        String log = PLATFORM.log.verifier().vkey();
        String witness = PLATFORM.witness.verifier().vkey();
        String absent = NoteCosigner.fromSeed("witness.example/w2", new byte[32])
                .verifier()
                .vkey();
        TestReceipt receipt = PLATFORM.receipt().witnessedBy(PLATFORM.witness);
        VerificationReport met = verify(receipt, under(policy.formatted(log, witness, absent, "w")));
        assertThat(met.outcome()).isEqualTo(Outcome.GENUINE);
        assertThat(met.check("witnessed").orElseThrow().result()).isEqualTo(Verdict.PASS);
        VerificationReport unmet = verify(receipt, under(policy.formatted(log, witness, absent, "both")));
        assertThat(unmet.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(unmet.check("in-ledger").orElseThrow().reason()).contains("lacks co-signatures");
        CheckResult badge = unmet.check("witnessed").orElseThrow();
        assertThat(badge.result()).isEqualTo(Verdict.WARN);
        assertThat(badge.reason()).startsWith("Co-signed by 1 known witnesses");
        VerificationContext shown = VerificationContext.offline(
                PLATFORM.anchors().showing(parsed(policy.formatted(log, witness, absent, "both"))),
                NOW.plusSeconds(700));
        VerificationReport unwitnessed = verify(receipt, shown);
        assertThat(unwitnessed.outcome()).isEqualTo(Outcome.GENUINE);
        assertThat(unwitnessed.check("witnessed").orElseThrow().why()).isEqualTo("quorum");
        VerificationReport none = verify(PLATFORM.receipt(), under(policy.formatted(log, witness, absent, "none")));
        assertThat(none.outcome()).isEqualTo(Outcome.GENUINE);
    }

    private static VerificationContext under(String policy) {
        return VerificationContext.offline(PLATFORM.anchors().demanding(parsed(policy)), NOW.plusSeconds(60));
    }

    private static WitnessPolicy parsed(String policy) {
        return WitnessPolicy.parse(policy.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({"60, UNKNOWN, not-yet", "600, UNKNOWN, not-yet", "601, WARN, none"})
    void aWitnessHasTenMinutes(long seconds, Verdict verdict, String why) {
        VerificationReport report = verify(PLATFORM.receipt(), withWitness(NOW.plusSeconds(seconds)));
        CheckResult check = report.check("witnessed").orElseThrow();
        assertThat(check.result()).isEqualTo(verdict);
        assertThat(check.why()).isEqualTo(why);
    }

    @ParameterizedTest
    @CsvSource({
        "REQUIRED, CAPTURED, WARN, no-image",
        "REQUIRED, TIMEOUT, WARN, missing",
        "REQUIRED, PAPER, PASS, paper",
        "NOT_REQUIRED_SMALL_AMOUNT, NOT_REQUIRED, PASS, not-required"
    })
    void theCardholderSignatureIsWhatTheBillSays(
            SignatureRequirement requirement, SignatureStatus status, Verdict verdict, String why) {
        VerificationReport report = verify(
                PLATFORM.receipt()
                        .bill(bill -> bill.cardholderSignature(
                                new CardholderSignature(requirement, status, Optional.empty()))),
                PLATFORM.context());
        CheckResult check = report.check("cardholder-signature").orElseThrow();
        assertThat(check.result()).isEqualTo(verdict);
        assertThat(check.why()).isEqualTo(why);
        assertThat(report.outcome()).isEqualTo(Outcome.GENUINE);
    }

    @Test
    void anImageThatIsKeptApartIsStillASignature() {
        Part image = TestPlatform.part("[[1,1],[2,2]]", Part.CARDHOLDER_SIGNATURE);
        TestReceipt receipt = PLATFORM.receipt().bill(bill -> bill.part(image)
                .cardholderSignature(new CardholderSignature(
                        SignatureRequirement.REQUIRED, SignatureStatus.CAPTURED, Optional.empty())));
        VerificationReport apart = verify(receipt, PLATFORM.context());
        assertThat(apart.check("cardholder-signature").orElseThrow().why()).isEqualTo("image-absent");
        assertThat(apart.check("parts-match").orElseThrow().result()).isEqualTo(Verdict.UNKNOWN);
        assertThat(apart.outcome()).isEqualTo(Outcome.GENUINE);
        VerificationReport attached = verify(receipt.parts(image), PLATFORM.context());
        assertThat(attached.check("cardholder-signature").orElseThrow().why()).isEqualTo("present");
    }

    @Test
    void aPartThatIsThereTwiceDoesNotHideOneThatIsNot() {
        TestReceipt receipt = PLATFORM.receipt().parts(PLATFORM.lines, PLATFORM.lines);
        assertThat(verify(receipt, PLATFORM.context())
                        .check("parts-match")
                        .orElseThrow()
                        .why())
                .isEqualTo("absent");
    }

    @Test
    void itemsThatDoNotAddUpAreANotice() {
        Part dearer = TestPlatform.part("[{\"name\":\"Tea\",\"amount\":12331}]", Part.LINES);
        TestReceipt receipt = PLATFORM.receipt().bill(bill -> bill.part(dearer)).parts(dearer);
        VerificationReport report = verify(receipt, PLATFORM.context());
        assertThat(report.check("amounts-add-up").orElseThrow().why()).isEqualTo("differs");
        assertThat(report.outcome()).isEqualTo(Outcome.GENUINE);
    }

    @Test
    void itemsThatCannotBeReadAreANoticeAndNothingElseSuffers() {
        Part rubbish = TestPlatform.part("[{\"name\":7}]", Part.LINES);
        TestReceipt receipt =
                PLATFORM.receipt().bill(bill -> bill.part(rubbish)).parts(rubbish);
        VerificationReport report = verify(receipt, PLATFORM.context());
        assertThat(report.check("amounts-add-up").orElseThrow().why()).isEqualTo("items-unreadable");
        assertThat(report.check("parts-match").orElseThrow().result()).isEqualTo(Verdict.UNKNOWN);
        assertThat(report.outcome()).isEqualTo(Outcome.GENUINE);
    }

    private VerificationReport verify(TestReceipt receipt, VerificationContext context) {
        return verifier.verify(receipt.file(), context);
    }

    private static TestReceipt second() {
        return PLATFORM.receipt()
                .bill(bill -> bill.following(1, 2, new byte[32]))
                .entry(e -> new org.tallystick.ledger.LedgerEntry(
                        e.kind(), e.id(), "10240017.1.2", e.timeMillis(), e.digest()));
    }

    private static VerificationContext withWitness(Instant at) {
        TrustAnchors own = PLATFORM.anchors();
        return VerificationContext.offline(
                new TrustAnchors(
                        own.roots(),
                        List.of(PLATFORM.log.verifier(), PLATFORM.witness.verifier()),
                        own.audience(),
                        true),
                at);
    }

    private static OnlineFacts facts(Chain chain, NewestCheckpoint newest, List<Correction> corrections) {
        return new OnlineFacts(
                certificate -> Optional.of(new CertificateState(Optional.empty())),
                Optional.empty(),
                chain,
                newest,
                Optional.of(corrections));
    }
}
