package org.tallystick.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tallystick.enrolment.Revocation;
import org.tallystick.enrolment.RevocationReason;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.StrictJson;

class ReceiptVerifierTest {
    private static final TestPlatform PLATFORM = new TestPlatform();
    private final ReceiptVerifier verifier = new ReceiptVerifier();

    static Stream<AttackCorpus.Attack> attacks() {
        return AttackCorpus.on(PLATFORM).stream();
    }

    @Test
    void aGenuineReceiptPassesEveryDecisiveQuestion() {
        VerificationReport report = verifier.verify(PLATFORM.genuine().toJson(), PLATFORM.context());
        assertThat(report.outcome()).isEqualTo(Outcome.GENUINE);
        assertThat(report.checks())
                .filteredOn(check -> ReceiptVerifier.isDecisive(check.id()))
                .hasSize(8)
                .allMatch(check -> check.result() == Verdict.PASS);
        assertThat(report.trustedTime()).contains(TestPlatform.NOW.plusSeconds(1));
        assertThat(report.bill()).isPresent();
    }

    @Test
    void anUnsignedBillIsATrueRecord() {
        VerificationReport report =
                verifier.verify(PLATFORM.file(PLATFORM.recipe().unsigned()), PLATFORM.context());
        assertThat(report.outcome()).isEqualTo(Outcome.UNSIGNED);
        assertThat(result(report, "bill-signature")).isEqualTo(Verdict.FAIL);
        assertThat(report.check("bill-signature").orElseThrow().details())
                .containsEntry("cause", "SIGNING_UNIT_FAILED");
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void anAttackIsFoundAndTheQuestionNamed(AttackCorpus.Attack attack) {
        VerificationReport report = verifier.verify(attack.file(), PLATFORM.context());
        assertThat(report.outcome()).isEqualTo(attack.outcome());
        assertThat(result(report, attack.check()))
                .isEqualTo(attack.outcome() == Outcome.UNKNOWN ? Verdict.UNKNOWN : Verdict.FAIL);
    }

    @Test
    void keysFromThePlaceUnderTestProveNothing() {
        TrustAnchors fetched =
                new TrustAnchors(PLATFORM.anchors().roots(), PLATFORM.anchors().logKeys(), Optional.empty(), false);
        VerificationReport report =
                verifier.verify(PLATFORM.genuine(), VerificationContext.offline(fetched, TestPlatform.NOW));
        assertThat(report.outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void withoutAnchorsNothingIsKnown() {
        VerificationContext none =
                VerificationContext.offline(TrustAnchors.pinned(List.of(), List.of()), TestPlatform.NOW);
        assertThat(verifier.verify(PLATFORM.genuine(), none).outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void aStolenKeyDoesNotCountUnlessItsUseIsProvenEarlier() {
        Revocation stolen = new Revocation(RevocationReason.KEY_COMPROMISE, TestPlatform.NOW.minusSeconds(3_600));
        assertThat(online(stolen, Optional.empty()).outcome()).isEqualTo(Outcome.NOT_GENUINE);
        Revocation later = new Revocation(RevocationReason.KEY_COMPROMISE, TestPlatform.NOW.plusSeconds(30));
        assertThat(online(later, Optional.empty()).outcome()).isEqualTo(Outcome.GENUINE);
    }

    @Test
    void aFlippedBitIsNeverGenuine() {
        byte[] genuine = PLATFORM.genuine().toJson();
        Random random = new Random(20270201);
        for (int i = 0; i < 400; i++) {
            byte[] flipped = genuine.clone();
            flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
            VerificationReport report = verifier.verify(flipped, PLATFORM.context());
            assertThat(report.outcome() == Outcome.GENUINE && !sameFacts(genuine, flipped))
                    .as("flip %d", i)
                    .isFalse();
        }
    }

    @Test
    void theReportHasTheMembersOfTheContract() {
        JsonObject report = StrictJson.parse(
                verifier.verify(PLATFORM.genuine(), PLATFORM.context()).toJson(), StrictJson.Limits.UPLOAD);
        assertThat(report.names()).containsExactly("outcome", "number", "checkedAt", "trustedTime", "checks");
        assertThat(report.objects("checks").get(0).names()).containsExactly("id", "result", "reason", "details");
        assertThat(report.objects("checks")).hasSize(ReceiptVerifier.questions().size());
    }

    @Test
    void rubbishIsNotGenuineAndDoesNotThrow() {
        for (String rubbish : List.of("", "null", "[]", "{}", "{\"receipt\":\"AAAA\"}", "\u0000", "{\"payload\":1}")) {
            VerificationReport report = verifier.verify(rubbish.getBytes(StandardCharsets.UTF_8), PLATFORM.context());
            assertThat(report.outcome()).as(rubbish).isEqualTo(Outcome.NOT_GENUINE);
            assertThat(result(report, "format")).isEqualTo(Verdict.FAIL);
        }
    }

    private VerificationReport online(Revocation revocation, Optional<Instant> earlier) {
        OnlineFacts facts = new OnlineFacts(
                certificate -> Optional.of(new OnlineFacts.CertificateState(
                        certificate.equals(PLATFORM.terminal.certificate())
                                ? Optional.of(revocation)
                                : Optional.empty())),
                earlier,
                OnlineFacts.Chain.UNBROKEN,
                OnlineFacts.NewestCheckpoint.CONSISTENT,
                Optional.of(List.of()));
        return verifier.verify(
                PLATFORM.genuine(), VerificationContext.online(PLATFORM.anchors(), TestPlatform.NOW, inquiry -> facts));
    }

    /** Changes outside what is signed (a certificate nobody needs, white space) do not make a receipt less genuine. */
    private static boolean sameFacts(byte[] genuine, byte[] flipped) {
        ReceiptFile one = ReceiptFile.parse(genuine);
        ReceiptFile other = ReceiptFile.parse(flipped);
        return java.util.Arrays.equals(one.receipt(), other.receipt());
    }

    private static Verdict result(VerificationReport report, String id) {
        return report.check(id).orElseThrow().result();
    }
}
