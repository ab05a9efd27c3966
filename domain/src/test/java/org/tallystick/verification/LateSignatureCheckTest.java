package org.tallystick.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tallystick.enrolment.CertificateRole;
import org.tallystick.ledger.EntryKind;
import org.tallystick.ledger.LedgerEntry;

/** A late signature is told beside the sale and never decides about it. */
class LateSignatureCheckTest {
    private final TestPlatform platform = new TestPlatform();
    private final ReceiptFile receipt = platform.genuine();

    private VerificationReport verify(byte[] late) {
        return verify(late, platform.anchors());
    }

    private VerificationReport verify(byte[] late, TrustAnchors anchors) {
        return new ReceiptVerifier()
                .verify(
                        receipt.withLate(late),
                        VerificationContext.offline(anchors, TestLate.SIGNED.plusSeconds(3_600)));
    }

    private List<String> answer(TestLate late) {
        VerificationReport report = verify(late.file());
        assertThat(report.outcome()).isEqualTo(Outcome.GENUINE);
        return TestLate.outcomes(report);
    }

    private TestLate late() {
        return new TestLate(platform, receipt);
    }

    @Test
    void whatHoldsIsToldWithItsOwnTimeRoleAndLevel() {
        VerificationReport report = verify(late().file());

        assertThat(TestLate.outcomes(report)).containsExactly("PASS signed");
        CheckResult check = report.check("late-signature").orElseThrow();
        assertThat(check.details())
                .containsEntry("time", TestLate.SIGNED.toString())
                .containsEntry("role", "CARDHOLDER")
                .containsEntry("level", 3)
                .containsEntry("flags", List.of());
        assertThat(check.reason())
                .contains("2027-02-02 18:00:00 (UTC+8)")
                .contains("evidence level 3 of 3")
                .contains("not a signature of the sale");
        assertThat(CheckTexts.reason(check, Locale.SIMPLIFIED_CHINESE))
                .contains("补签")
                .contains("不是交易时的签名");
    }

    @Test
    void aReceiptWithoutOneIsNotAskedForIt() {
        VerificationReport report = new ReceiptVerifier().verify(receipt, platform.context());
        assertThat(TestLate.outcomes(report)).isEmpty();
    }

    @Test
    void oneFromTheShopsOwnNetworkIsARemark() {
        assertThat(answer(late().flagged())).containsExactly("WARN flagged");
    }

    @Test
    void oneOfAnotherReceiptIsSaidToBe() {
        assertThat(answer(new TestLate(platform, platform.genuine()))).containsExactly("WARN other-receipt");
    }

    @Test
    void aChangedWordBreaksTheSeal() {
        assertThat(answer(late().afterSealing(text -> text.replace("DRAWN", "TYPED"))))
                .containsExactly("WARN invalid");
    }

    @Test
    void aSealThatNobodyVouchesForIsWorthNothing() {
        TestCertificate terminal = platform.terminalAuthority.signer(CertificateRole.TERMINAL, TestPlatform.SUBJECT);
        assertThat(answer(late().seal(terminal)).get(0)).isEqualTo("WARN role");
        TestCertificate stranger =
                TestCertificate.root("Stranger").authority(CertificateRole.SEAL).signer(CertificateRole.SEAL, "Seal");
        assertThat(answer(late().seal(stranger)).get(0)).doesNotStartWith("PASS");
    }

    @Test
    void theLedgersEntryHasToBeOfThisStatement() {
        assertThat(answer(late().entry(leaf -> with(leaf, EntryKind.CASE, leaf.subject()))))
                .containsExactly("WARN proof");
        assertThat(answer(late().entry(leaf -> with(leaf, leaf.kind(), "10240017.1.2"))))
                .containsExactly("WARN proof");
        assertThat(answer(late().unproven())).containsExactly("UNKNOWN no-proof");
    }

    private static LedgerEntry with(LedgerEntry leaf, EntryKind kind, String subject) {
        return new LedgerEntry(kind, leaf.id(), subject, leaf.timeMillis(), leaf.digest());
    }

    @Test
    void withoutPinnedKeysNothingIsProven() {
        TrustAnchors none =
                new TrustAnchors(platform.anchors().roots(), List.of(), Optional.of(TestPlatform.AUDIENCE), true);
        assertThat(TestLate.outcomes(verify(late().file(), none))).containsExactly("UNKNOWN unproven");
        TrustAnchors fetched =
                new TrustAnchors(platform.anchors().roots(), platform.anchors().logKeys(), Optional.empty(), false);
        assertThat(TestLate.outcomes(verify(late().file(), fetched))).containsExactly("UNKNOWN not-pinned");
    }

    @Test
    void whatIsNoSuchFileIsSaidToBeNone() {
        Stream.of(
                        "",
                        "{}",
                        "[]",
                        "{\"statement\":\"\"}",
                        "{\"statement\":\"e30\",\"certificates\":[]}",
                        "{\"statement\":1}")
                .forEach(text -> {
                    VerificationReport report = verify(text.getBytes(StandardCharsets.UTF_8));
                    assertThat(TestLate.outcomes(report)).as(text).containsExactly("WARN malformed");
                    assertThat(report.outcome()).isEqualTo(Outcome.GENUINE);
                });
    }

    @Test
    void aFileThatHoldsBothIsReadAsBoth() {
        String both = new String(receipt.toJson(), StandardCharsets.UTF_8)
                .replaceFirst(
                        "\\{",
                        "{\"late\":" + Matcher.quoteReplacement(new String(late().file(), StandardCharsets.UTF_8))
                                + ",");
        VerificationReport report = new ReceiptVerifier()
                .verify(
                        both.getBytes(StandardCharsets.UTF_8),
                        VerificationContext.offline(platform.anchors(), TestLate.SIGNED.plusSeconds(3_600)));
        assertThat(TestLate.outcomes(report)).containsExactly("PASS signed");
    }

    @Test
    void everyAnswerHasWordsInBothLanguages() {
        Stream.of("signed", "flagged", "other-receipt", "malformed", "invalid", "proof", "no-proof", "unproven")
                .map(why -> new CheckResult("late-signature", Verdict.WARN, why, List.of(TestLate.SIGNED, 3), Map.of()))
                .forEach(check -> Stream.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)
                        .forEach(language -> assertThat(CheckTexts.reason(check, language))
                                .isNotBlank()
                                .doesNotContain("{")));
    }

    @Test
    void itSaysNothingAboutAnUnreadableReceipt() {
        VerificationReport report = new ReceiptVerifier()
                .verify(
                        new ReceiptFile("{}".getBytes(StandardCharsets.UTF_8), Optional.empty(), List.of(), List.of())
                                .withLate(late().file()),
                        platform.context());
        assertThat(report.outcome()).isEqualTo(Outcome.NOT_GENUINE);
        assertThat(TestLate.outcomes(report)).isEmpty();
    }
}
