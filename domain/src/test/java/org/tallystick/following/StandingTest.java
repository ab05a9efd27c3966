package org.tallystick.following;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Who follows a receipt hears of what is new, once, and of what was wished. */
class StandingTest {
    private static final Wish BOTH = new Wish(true, true);

    @ParameterizedTest
    @CsvSource({
        "NONE, NONE, ''",
        "NONE, MISSING, MISSING",
        "MISSING, MISSING, ''",
        "MISSING, CAME, CAME",
        "MISSING, NONE, ''",
        "MISSING, SETTLED, SETTLED",
        "CAME, MISSING, MISSING",
        "NONE, 'NONE,ALTERED', ALTERED",
        "'NONE,ALTERED', NONE, ''",
        "'MISSING,ALTERED', 'CAME,ALTERED', CAME",
        "MISSING, 'CAME,ALTERED', 'ALTERED CAME'"
    })
    void whatIsNewIsTold(String told, String now, String news) {
        List<News> heard = Standing.parse(now).since(Standing.parse(told), BOTH);
        assertThat(String.join(" ", heard.stream().map(Enum::name).toList())).isEqualTo(news);
    }

    @Test
    void whatWasNotWishedIsNotTold() {
        Standing now = Standing.parse("MISSING,ALTERED");
        assertThat(now.since(Standing.NONE, new Wish(true, false))).containsExactly(News.MISSING);
        assertThat(now.since(Standing.NONE, new Wish(false, true))).containsExactly(News.ALTERED);
        assertThat(new Wish(false, false).isAny()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Standing.Signature.class)
    void itIsReadAsItWasWritten(Standing.Signature signature) {
        for (boolean altered : new boolean[] {true, false}) {
            Standing standing = new Standing(signature, altered);
            assertThat(Standing.parse(standing.text())).isEqualTo(standing);
        }
        assertThat(Standing.parse("something else")).isEqualTo(Standing.NONE);
    }

    @ParameterizedTest
    @EnumSource(News.class)
    void lettersSayWhatAndWhereItEndsInBothLanguages(News news) {
        for (Locale language : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
            FollowText.Words words = FollowText.of(language)
                    .news(List.of(news), "7B12-345", "https://pos.example/r/abc", "https://pos.example/follow/xyz");
            assertThat(words.subject()).contains("7B12-345").doesNotContain("{");
            assertThat(words.text())
                    .contains("https://pos.example/r/abc", "https://pos.example/follow/xyz")
                    .doesNotContain("{");
        }
        assertThat(FollowText.of(Locale.SIMPLIFIED_CHINESE)
                        .question("7B12-345", "x")
                        .text())
                .contains("请在一天内")
                .isNotEqualTo(
                        FollowText.of(Locale.ENGLISH).question("7B12-345", "x").text());
    }
}
