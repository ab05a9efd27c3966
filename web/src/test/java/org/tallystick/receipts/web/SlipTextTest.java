package org.tallystick.receipts.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlipTextTest {
    private static final Currency CNY = Currency.getInstance("CNY");

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-22", "2026/11/22", "2026.11.22", "20261122", " 2026年11月22日 ", "２０２６-１１-２２"})
    void readsDaysAsPeopleWriteThem(String text) {
        assertThat(SlipText.day(text)).contains(LocalDate.of(2026, 11, 22));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2026-13-01", "2026-02-30", "22.11.2026", "yesterday"})
    void knowsWhatIsNoDay(String text) {
        assertThat(SlipText.day(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1234.50", "1,234.50", "¥1,234.50", "￥1234.5", "1234.50元", "CNY 1,234.50", "１２３４．５０"})
    void readsAmountsAsPeopleWriteThem(String text) {
        assertThat(SlipText.amount(text).orElseThrow().is(123_450, CNY)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "12,34", "1.2.3", "abc", "1e3", "12.3456"})
    void knowsWhatIsNoAmount(String text) {
        assertThat(SlipText.amount(text)).isEmpty();
    }

    @Test
    void neverRoundsAnAmountToFit() {
        assertThat(SlipText.amount("1.234").orElseThrow().is(123, CNY)).isFalse();
        assertThat(SlipText.amount("1500").orElseThrow().is(1500, Currency.getInstance("JPY")))
                .isTrue();
        assertThat(SlipText.amount("15").orElseThrow().is(15, CNY)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AAECAwQFBgcICQoLDA0ODw",
                " https://pos.example/r/AAECAwQFBgcICQoLDA0ODw ",
                "pos.example/r/AAECAwQFBgcICQoLDA0ODw?lang=en",
                "https://pos.example/r/AAECAwQFBgcICQoLDA0ODw.tlog-proof"
            })
    void findsTheCodeInALink(String text) {
        assertThat(SlipText.code(text)).contains("AAECAwQFBgcICQoLDA0ODw");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "6B7K-3M9P-4Q8", "https://pos.example/", "AAECAwQFBgcICQoLDA0OD", "/r/../../x"})
    void findsNoCodeWhereThereIsNone(String text) {
        assertThat(SlipText.code(text)).isEmpty();
    }

    @Test
    void fillsUpTraceNumbers() {
        assertThat(SlipText.trace("1286")).contains("001286");
        assertThat(SlipText.trace("0012867")).isEmpty();
    }
}
