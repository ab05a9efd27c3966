package org.tallystick.shared.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.complaints.ComplaintKind;
import org.tallystick.complaints.ComplaintState;
import org.tallystick.complaints.Statement;
import org.tallystick.compliance.MerchantQuery;
import org.tallystick.compliance.TerminalSummary;
import org.tallystick.coverage.CaseSource;
import org.tallystick.coverage.CaseState;
import org.tallystick.coverage.CauseGroup;
import org.tallystick.coverage.Diagnosis;
import org.tallystick.coverage.HealthSign;
import org.tallystick.coverage.HoldAdvice;
import org.tallystick.coverage.MerchantRisk;
import org.tallystick.coverage.Missing;
import org.tallystick.coverage.RateQuery;
import org.tallystick.coverage.Remedy;
import org.tallystick.enrolment.TerminalFacts;
import org.tallystick.latesigning.LateLink;
import org.tallystick.latesigning.LateMark;
import org.tallystick.latesigning.LateSignature;
import org.tallystick.ledger.EntryKind;
import org.tallystick.notices.Delivery;
import org.tallystick.notices.Digest;
import org.tallystick.notices.NoticeQuery;
import org.tallystick.receipts.CertificateFacts;
import org.tallystick.receipts.FileCheck.Counterpart;
import org.tallystick.receipts.RelatedReceipt.Relation;
import org.tallystick.reconciliation.FaultReason;
import org.tallystick.reconciliation.MatchResult;
import org.tallystick.reconciliation.RefusalReason;
import org.tallystick.reconciliation.SettlementField;
import org.tallystick.reconciliation.SettlementFormat;
import org.tallystick.reconciliation.SettlementState;
import org.tallystick.retention.RemovalHindrance;
import org.tallystick.shared.ProblemType;
import org.tallystick.signing.Bill.CardKind;
import org.tallystick.signing.BillType;
import org.tallystick.signing.Cause;
import org.tallystick.signing.Channel;
import org.tallystick.signing.EntryMode;
import org.tallystick.signing.OriginFlag;
import org.tallystick.signing.ReceiptNumber;
import org.tallystick.signing.SignatureRequirement;
import org.tallystick.signing.SignatureStatus;
import org.tallystick.signing.SigningMethod;
import org.tallystick.signing.service.Finding;
import org.tallystick.verification.Outcome;

class BundlesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Pages",
                "Problems",
                "Portal",
                "Merchant",
                "Regulator",
                "Admin",
                "Operator",
                "Consumer",
                "Onboarding",
                "Training",
                "Coverage",
                "Settlement",
                "Late",
                "Notices",
                "Checking",
                "Following",
                "Policies",
                "Retention"
            })
    void bothLanguagesSayTheSame(String name) throws Exception {
        Properties english = load(name + "_en");
        Properties chinese = load(name + "_zh_CN");

        assertThat(english.stringPropertyNames()).containsExactlyInAnyOrderElementsOf(chinese.stringPropertyNames());
        for (String key : english.stringPropertyNames()) {
            assertThat(arguments(english.getProperty(key)))
                    .as("arguments of %s", key)
                    .isEqualTo(arguments(chinese.getProperty(key)));
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void noTextIsEmptyOrHoldsSyntax(String name) throws Exception {
        Properties texts = load(name);

        assertThat(texts).allSatisfy((key, text) -> assertThat((String) text)
                .as("%s", key)
                .isNotBlank()
                .doesNotContain("'")
                .doesNotContain("#{")
                .doesNotContain("<"));
    }

    @Test
    void noBaseBundleLetsTheLocaleOfTheServerDecide() {
        assertThat(BundlesTest.class.getResource("/org/tallystick/web/Pages.properties"))
                .isNull();
        assertThat(BundlesTest.class.getResource("/org/tallystick/web/Problems.properties"))
                .isNull();
    }

    @Test
    void noKeyStandsTwice() throws Exception {
        for (String name : files().toList()) {
            List<String> keys = Arrays.stream(text(name).split("\n"))
                    .filter(line -> !line.startsWith("#") && line.contains("="))
                    .map(line -> line.substring(0, line.indexOf('=')))
                    .toList();
            assertThat(keys).as(name).doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @EnumSource(ProblemType.class)
    void everyProblemIsExplained(ProblemType type) {
        for (Language language : Language.values()) {
            Texts texts = Texts.ofProblems(language.locale());
            assertThat(Stream.of("title", "cause", "remedy").map(part -> type.slug() + "." + part))
                    .allMatch(texts::has);
        }
    }

    @Test
    void everyConstantThatPagesShowHasAWord() {
        Texts texts = Texts.ofPages(Locale.ENGLISH);

        assertThat(keys("cause.", Cause.values())).allMatch(texts::has);
        assertThat(keys("type.", BillType.values())).allMatch(texts::has);
        assertThat(keys("mode.", EntryMode.values())).allMatch(texts::has);
        assertThat(keys("requirement.", SignatureRequirement.values())).allMatch(texts::has);
        assertThat(keys("captured.", SignatureStatus.values())).allMatch(texts::has);
        assertThat(keys("channel.", Channel.values())).allMatch(texts::has);
        assertThat(keys("kind.", CardKind.values())).allMatch(texts::has);
        assertThat(keys("relation.", Relation.values())).allMatch(texts::has);
        assertThat(keys("certificate.", CertificateFacts.Role.values())).allMatch(texts::has);
        assertThat(keys("finding.", Finding.values())).allMatch(texts::has);
        assertThat(keys("entry.kind.", EntryKind.values()).map(BundlesTest::dashed))
                .allMatch(texts::has);
        assertThat(keys("genuine.", TerminalFacts.State.values()).map(BundlesTest::dashed))
                .allMatch(k -> texts.has(k) && texts.has(k + ".sentence") && texts.has(k + ".advice"));
        assertThat(keys("genuine.heard.", TerminalFacts.Heard.values()).map(BundlesTest::dashed))
                .allMatch(texts::has);
        assertThat(keys("theme.", Theme.values()).map(k -> k.toLowerCase(Locale.ROOT)))
                .allMatch(texts::has);
        assertThat(keys("counterpart.", Counterpart.values()).map(BundlesTest::dashed))
                .allMatch(texts::has);
        assertThat(keys("lookup.", Outcome.values()).map(BundlesTest::dashed))
                .allMatch(k -> texts.has(k) && texts.has(k + ".sentence") && texts.has(k + ".advice"));
    }

    @Test
    void everyConstantOfSupervisionHasAWord() {
        Texts texts = Texts.of("Regulator", Locale.ENGLISH);

        assertThat(keys("terminal.", TerminalSummary.State.values())).allMatch(texts::has);
        assertThat(keys("order.", MerchantQuery.Order.values())).allMatch(texts::has);
    }

    @Test
    void everyConstantOfCoverageHasAWord() {
        Texts texts = Texts.of("Coverage", Locale.ENGLISH);

        assertThat(keys("state.", CaseState.values())).allMatch(texts::has);
        assertThat(keys("next.", CaseState.values())).allMatch(texts::has);
        assertThat(keys("missing.", Missing.values())).allMatch(texts::has);
        assertThat(keys("source.", CaseSource.values())).allMatch(texts::has);
        assertThat(keys("why.", CauseGroup.values())).allMatch(texts::has);
        assertThat(keys("remedy.", Remedy.values())).allMatch(texts::has);
        assertThat(keys("advice.", HoldAdvice.values())).allMatch(texts::has);
        assertThat(keys("risk.", MerchantRisk.values())).allMatch(texts::has);
        assertThat(keys("health.", HealthSign.values())).allMatch(k -> texts.has(k) && texts.has(k + ".why"));
        assertThat(keys("by.", RateQuery.Dimension.values())).allMatch(texts::has);
        assertThat(Diagnosis.rules()).allMatch(rule -> texts.has("rule." + rule));
    }

    @Test
    void everyConstantOfComplaintsHasAWord() {
        Texts texts = Texts.of("Consumer", Locale.ENGLISH);

        assertThat(keys("kind.", ComplaintKind.values())).allMatch(texts::has);
        assertThat(keys("state.", ComplaintState.values())).allMatch(texts::has);
        assertThat(keys("state.why.", ComplaintState.values())).allMatch(texts::has);
        assertThat(keys("said.", Statement.Author.values())).allMatch(texts::has);
        assertThat(keys("decided.", Statement.Author.values())).allMatch(texts::has);
        assertThat(keys("answer.", Outcome.values()).map(BundlesTest::dashed))
                .allMatch(Texts.ofPages(Locale.ENGLISH)::has);
    }

    @Test
    void everyConstantOfSettlementsHasAWord() {
        Texts texts = Texts.of("Settlement", Locale.ENGLISH);

        assertThat(keys("state.", SettlementState.values())).allMatch(k -> texts.has(k) && texts.has(k + ".why"));
        assertThat(keys("result.", MatchResult.values())).allMatch(texts::has);
        assertThat(keys("reason.", FaultReason.values())).allMatch(texts::has);
        assertThat(keys("refusal.", RefusalReason.values())).allMatch(texts::has);
        assertThat(keys("field.", SettlementField.values())).allMatch(texts::has);
        assertThat(keys("format.", SettlementFormat.values())).allMatch(texts::has);
    }

    @Test
    void everyConstantOfLateSigningHasAWord() {
        Texts texts = Texts.of("Late", Locale.ENGLISH);

        assertThat(keys("link.", LateLink.State.values())).allMatch(texts::has);
        assertThat(keys("standing.", LateSignature.Standing.values())).allMatch(texts::has);
        assertThat(keys("method.", SigningMethod.values())).allMatch(texts::has);
        assertThat(keys("flag.", OriginFlag.values())).allMatch(texts::has);
        assertThat(Arrays.stream(LateMark.Fault.values()).map(fault -> "fault." + fault.key()))
                .allMatch(texts::has);
    }

    @Test
    void everyHindranceOfARemovalHasAWord() {
        for (Language language : Language.values()) {
            Texts texts = Texts.of("Retention", language.locale());
            // A time that is not over is shown as the time itself.
            assertThat(keys("hindrance.", RemovalHindrance.values()))
                    .filteredOn(key -> !key.endsWith(RemovalHindrance.TIME.name()))
                    .allMatch(texts::has);
        }
    }

    @Test
    void everyConstantOfNoticesHasAWord() {
        Texts texts = Texts.of("Notices", Locale.ENGLISH);

        assertThat(keys("which.", NoticeQuery.Which.values())).allMatch(texts::has);
        assertThat(keys("digest.", Digest.values())).allMatch(texts::has);
        assertThat(keys("delivery.", Delivery.State.values())).allMatch(texts::has);
        assertThat(keys("attempt.", Delivery.Failure.values())).allMatch(texts::has);
        assertThat(Arrays.stream(Language.values()).map(language -> "language." + language.tag()))
                .allMatch(texts::has);
    }

    @Test
    void theExampleOfANumberIsANumber() {
        for (Language language : Language.values()) {
            Texts texts = Texts.ofPages(language.locale());
            String example = texts.get("landing.n.example");
            assertThat(ReceiptNumber.normalise(example)).isPresent();
            assertThat(texts.get("fault.number")).contains(example);
        }
    }

    private static Stream<String> files() {
        return Stream.of(
                        "Pages",
                        "Problems",
                        "Portal",
                        "Merchant",
                        "Regulator",
                        "Admin",
                        "Operator",
                        "Consumer",
                        "Onboarding",
                        "Training",
                        "Coverage",
                        "Settlement",
                        "Late",
                        "Notices",
                        "Checking")
                .flatMap(area -> Stream.of(area + "_en", area + "_zh_CN"));
    }

    private static Stream<String> keys(String prefix, Enum<?>[] constants) {
        return Arrays.stream(constants).map(c -> prefix + c.name());
    }

    private static String dashed(String key) {
        return key.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static int arguments(String text) {
        return new MessageFormat(text, Locale.ROOT).getFormatsByArgumentIndex().length;
    }

    private static String text(String name) throws IOException {
        try (InputStream in = BundlesTest.class.getResourceAsStream("/org/tallystick/web/" + name + ".properties")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Properties load(String name) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = BundlesTest.class.getResourceAsStream("/org/tallystick/web/" + name + ".properties")) {
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        return properties;
    }
}
