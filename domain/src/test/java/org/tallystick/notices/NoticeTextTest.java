package org.tallystick.notices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.text.MessageFormat;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tallystick.coverage.CauseGroup;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.StrictJson;

/** What notices say, to everybody who may be told, in both languages; and where they lead. */
class NoticeTextTest {
    private static final Map<String, String> FACTS = Map.of(
            NoticeFacts.CASE, "M12345678",
            NoticeFacts.TERMINAL, "20000001",
            NoticeFacts.REASON, "DEVICE",
            NoticeFacts.DAYS, "6",
            NoticeFacts.NAME, "hooks.example",
            NoticeFacts.WEBHOOK, "w1",
            NoticeFacts.RECEIPT, "6B123456789");

    static Stream<Arguments> everythingToEverybody() {
        return Arrays.stream(Audience.Kind.values()).flatMap(audience -> NoticeKind.of(audience).stream()
                .flatMap(kind -> Stream.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)
                        .map(locale -> Arguments.of(audience, kind, locale))));
    }

    @ParameterizedTest
    @MethodSource("everythingToEverybody")
    void everyNoticeHasWordsAndAnAddress(Audience.Kind audience, NoticeKind kind, Locale locale) {
        Notice notice = notice(kind, audience, FACTS);
        NoticeText words = NoticeText.of(locale);

        assertThat(words.name(kind)).isNotBlank();
        assertThat(words.sentence(notice)).isNotBlank().doesNotContain("{", "null");
        assertThat(words.advice(notice)).isNotBlank();
        assertThat(NoticeLink.of(notice)).startsWith("/").doesNotContain("//", "null");
    }

    @Test
    void bothLanguagesHaveTheSameWordsWithTheSameArguments() {
        ResourceBundle english = ResourceBundle.getBundle("org.tallystick.notices.Words", Locale.ENGLISH);
        ResourceBundle chinese = ResourceBundle.getBundle("org.tallystick.notices.Words", Locale.SIMPLIFIED_CHINESE);

        assertThat(english.keySet()).containsExactlyInAnyOrderElementsOf(chinese.keySet());
        for (String key : english.keySet()) {
            assertThat(arguments(english.getString(key))).as(key).isEqualTo(arguments(chinese.getString(key)));
            assertThat(english.getString(key) + chinese.getString(key)).as(key).doesNotContain("'");
        }
        assertThat(Arrays.stream(CauseGroup.values()).map(group -> "reason." + group))
                .allMatch(english::containsKey);
    }

    @Test
    void othersThanTheMerchantReadWhoseItIs() {
        NoticeText words = NoticeText.of(Locale.ENGLISH);

        assertThat(words.sentence(notice(NoticeKind.SIGNATURE_MISSING, Audience.Kind.MERCHANT, FACTS)))
                .isEqualTo(
                        "A payment of terminal 20000001 lacks its signature (case M-1234-5678). First finding: the device.");
        assertThat(words.sentence(notice(NoticeKind.SIGNATURE_MISSING, Audience.Kind.INSTITUTION, FACTS)))
                .startsWith("Qinghe: A payment of terminal 20000001");
    }

    @Test
    void aMessageHasNumbersAndCodesOnly() {
        Notice notice = notice(NoticeKind.SIGNATURE_MISSING, Audience.Kind.MERCHANT, FACTS);

        JsonObject told = StrictJson.parse(
                WebhookMessage.of(WebhookMessage.TOLD, notice, "https://pos.example"), StrictJson.Limits.BILL);

        assertThat(told.names()).containsExactlyInAnyOrder("type", "timestamp", "data");
        assertThat(told.string("type")).isEqualTo("notice.told");
        assertThat(told.object("data").names())
                .containsExactlyInAnyOrder("notice", "kind", "severity", "merchantNo", "told", "facts", "link");
        assertThat(told.object("data").string("link")).isEqualTo("https://pos.example/merchant/unsigned/M12345678");
    }

    @Test
    void factsSurviveStoringAndNobodyIsToldWhatIsNotForThem() {
        assertThat(Notice.parse(Notice.text(FACTS))).isEqualTo(FACTS);
        assertThatThrownBy(() -> new Telling(
                        NoticeKind.SEAL_OUT_OF_SERVICE,
                        "seal",
                        "",
                        Set.of(Audience.merchant("898331054110027")),
                        FACTS))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Audience.merchant("")).isInstanceOf(IllegalArgumentException.class);
        assertThat(NoticeKind.parse(
                        NoticeKind.text(Set.of(NoticeKind.ESCALATED, NoticeKind.SIGNATURE_MISSING)) + ",OLD"))
                .containsExactly(NoticeKind.SIGNATURE_MISSING, NoticeKind.ESCALATED);
    }

    private static Notice notice(NoticeKind kind, Audience.Kind audience, Map<String, String> facts) {
        return new Notice(
                "n1",
                kind,
                kind.severity(audience),
                new Audience(audience, audience == Audience.Kind.OPERATOR ? "" : "s1"),
                "898331054110027",
                new Notice.Names("青禾", "Qinghe"),
                facts,
                Instant.EPOCH,
                Optional.empty());
    }

    private static int arguments(String text) {
        return new MessageFormat(text, Locale.ROOT).getFormatsByArgumentIndex().length;
    }
}
