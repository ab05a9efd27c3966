package org.tallystick.shared.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en-GB,en;q=0.9|EN",
                "zh-TW|ZH_CN",
                "fr-FR,en;q=0.8,zh;q=0.5|EN",
                "fr,de|ZH_CN",
                "en;q=0,zh|ZH_CN",
                "zh;q=0.2,en;q=0.3|EN",
                "not a header;;|ZH_CN",
                "''|ZH_CN"
            })
    void readsWhatTheBrowserAccepts(String header, Language expected) {
        assertThat(Language.accepted(header)).isEqualTo(expected);
    }

    @Test
    void isChineseWithoutAnyWish() {
        assertThat(Language.accepted(null)).isEqualTo(Language.ZH_CN);
    }

    @Test
    void believesTheCookieBeforeTheBrowser() {
        var request = FakeRequest.get("/").header("Accept-Language", "en").cookie("lang", "zh-CN");

        assertThat(Preferences.of(request.asRequest()).language()).isEqualTo(Language.ZH_CN);
    }

    @Test
    void ignoresACookieItNeverSet() {
        var request = FakeRequest.get("/").header("Accept-Language", "en").cookie("lang", "../etc");

        assertThat(Preferences.of(request.asRequest()).language()).isEqualTo(Language.EN);
    }
}
