package org.tallystick.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tallystick.signing.CertificateValidity.Judgement;

class CheckTextsTest {
    private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE);

    private final Properties english = load("Checks_en");
    private final Properties chinese = load("Checks_zh_CN");

    @Test
    void bothLanguagesSayTheSame() {
        assertThat(english.stringPropertyNames()).containsExactlyInAnyOrderElementsOf(chinese.stringPropertyNames());
        for (String key : english.stringPropertyNames()) {
            assertThat(arguments(english.getProperty(key))).as(key).isEqualTo(arguments(chinese.getProperty(key)));
        }
    }

    @Test
    void noTextIsEmptyOrHoldsTheQuoteOfTheMessageFormat() {
        Stream.of(english, chinese).forEach(texts -> assertThat(texts.values())
                .allSatisfy(text -> assertThat((String) text).isNotBlank().doesNotContain("'")));
    }

    @Test
    void noBaseBundleLetsTheLocaleOfTheMachineDecide() {
        assertThat(CheckTextsTest.class.getResource("Checks.properties")).isNull();
    }

    @Test
    void everyKeyBelongsToAQuestionOrToAllOfThem() {
        Set<String> known = new TreeSet<>(ReceiptVerifier.questions());
        known.addAll(List.of("any", LateSignatureCheck.ID, "outcome", "result", "fact", "raw", "purpose", "file"));
        assertThat(english.stringPropertyNames()).allMatch(key -> known.contains(key.substring(0, key.indexOf('.'))));
    }

    @Test
    void everyQuestionHasItsWordsAndSaysHowItIsAnswered() {
        for (Locale language : LANGUAGES) {
            assertThat(ReceiptVerifier.questions())
                    .allSatisfy(
                            id -> assertThat(CheckTexts.question(id, language)).isNotBlank())
                    .allSatisfy(id -> assertThat(CheckTexts.how(id, language)).isNotBlank());
            assertThat(Purpose.values()).allSatisfy(purpose -> assertThat(CheckTexts.purpose(purpose, language))
                    .isNotBlank());
        }
    }

    @Test
    void everyAnswerInTheCorpusHasAReasonInBothLanguages() {
        TestPlatform platform = new TestPlatform();
        ReceiptVerifier verifier = new ReceiptVerifier();
        AttackCorpusTest.all(platform).stream()
                .flatMap(attack -> verifier.verify(attack.file(), platform.context()).checks().stream())
                .distinct()
                .forEach(check -> LANGUAGES.forEach(language -> assertThat(CheckTexts.reason(check, language))
                        .as("%s.%s", check.id(), check.why())
                        .isNotBlank()
                        .doesNotContain("{")));
    }

    @Test
    void everyEndOfAPathAndEveryJudgementHasAReason() {
        Stream<String> paths = Arrays.stream(TrustPath.State.values()).map(TrustPath.State::why);
        Stream<String> judgements = Arrays.stream(Judgement.values()).map(CertificateQuestion::why);
        assertThat(Stream.concat(paths, judgements).filter(why -> !why.equals("trusted") && !why.equals("valid")))
                .allMatch(why -> english.containsKey("any." + why));
    }

    @ParameterizedTest
    @EnumSource(FileResult.class)
    void everyFileOfABatchHasAWordAndASentence(FileResult result) {
        for (Locale language : LANGUAGES) {
            assertThat(CheckTexts.word(result, language)).isNotBlank();
            assertThat(CheckTexts.sentence(result, language)).isNotBlank();
        }
    }

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void everyOutcomeHasAWordAndASentence(Outcome outcome) {
        for (Locale language : LANGUAGES) {
            assertThat(CheckTexts.word(outcome, language)).isNotBlank();
            assertThat(CheckTexts.sentence(outcome, language)).isNotBlank();
        }
    }

    @Test
    void timesAndSpansAreWrittenForTheReader() {
        Instant time = Instant.parse("2026-11-22T10:42:33Z");
        CheckResult agree =
                new CheckResult("clock", Verdict.PASS, "agree", List.of(time, Duration.ofSeconds(-2)), Map.of());
        assertThat(CheckTexts.reason(agree, Locale.US))
                .isEqualTo("Ledger time 2026-11-22 18:42:33 (UTC+8), 2 seconds from terminal time.");
        assertThat(CheckTexts.reason(agree, Locale.CHINA)).isEqualTo("账本时间 2026-11-22 18:42:33（UTC+8），与终端时间相差 2 秒。");
        CheckResult included = new CheckResult("in-ledger", Verdict.PASS, "included", List.of(48_217_903L), Map.of());
        assertThat(CheckTexts.reason(included, Locale.ENGLISH))
                .isEqualTo("Entry 48,217,903; the inclusion proof holds.");
    }

    @Test
    void spansUseTheLargestUnitThatStillCounts() {
        assertThat(late(Duration.ofSeconds(1))).contains("1 second ");
        assertThat(late(Duration.ofSeconds(119))).contains("119 seconds");
        assertThat(late(Duration.ofMinutes(119))).contains("119 minutes");
        assertThat(late(Duration.ofHours(47))).contains("47 hours");
        assertThat(late(Duration.ofDays(3_000))).contains("3,000 days");
    }

    private static String late(Duration delay) {
        return CheckResult.warn("late", "late", delay).reason();
    }

    private static int arguments(String text) {
        return new MessageFormat(text, Locale.ROOT).getFormatsByArgumentIndex().length;
    }

    private static Properties load(String name) {
        try (InputStream in = CheckTextsTest.class.getResourceAsStream(name + ".properties")) {
            Properties properties = new Properties();
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return properties;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
