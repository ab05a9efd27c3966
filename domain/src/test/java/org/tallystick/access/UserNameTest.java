package org.tallystick.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserNameTest {

    @ParameterizedTest
    @ValueSource(strings = {"li.hua", "Li_Hua-1990", "a123", "  spaced  ", "abcdefghijklmnopqrstuvwxyz012345"})
    void lettersDigitsAndThreeSignsAreAllowed(String typed) {
        assertThat(UserName.typed(typed))
                .map(UserName::text)
                .hasValue(typed.strip().toLowerCase());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "abc",
                "abcdefghijklmnopqrstuvwxyz0123456",
                "13800001111",
                "+8613800001111",
                "1234.5678",
                "li@example.cn",
                "li hua",
                "李华李华",
                "<script>",
                "li.hua\nx",
                "li.huа1\u0430"
            })
    void addressesNumbersAndEverythingElseAreNot(String typed) {
        assertThat(UserName.typed(typed)).isEmpty();
    }
}
