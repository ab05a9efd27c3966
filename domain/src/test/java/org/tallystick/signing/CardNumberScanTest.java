package org.tallystick.signing;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CardNumberScanTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "4111111111111111",
                "5500005555555559",
                "6222020200112230",
                "378282246310005",
                "30569309025904",
                "2221000000000009",
                "4222222222222",
                "9999999999999995",
                "6304000000000000000",
                "4111 1111 1111 1111",
                "4111-1111-1111-1111",
                "411111 1111111111",
                "4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1",
                "card 4111111111111111.",
                "店4111111111111111号",
                "tel 12 4111 1111 1111 1111",
                "4111 1111 1111 1111 22",
                "４１１１１１１１１１１１１１１１",
                "4111–1111–1111–1111",
                "4111\u00a01111\u00a01111\u00a01111",
                "x5A 4111111111111111F"
            })
    void findsFullCardNumbers(String text) {
        assertThat(CardNumberScan.contains(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "4111111111111112",
                "411111111111",
                "1111111111111117",
                "0000000000000000",
                "7111111111111114",
                "8111111111111112",
                "4111  1111  1111  1111",
                "4111.1111.1111.1111",
                "4111,1111,1111,1111",
                "411111******1111",
                "41111111111111110000",
                "411111111111111100000000",
                "+86 138 0013 8000",
                "2026-03-01 10:11:12",
                "1772330000000",
                "老王面馆（浦东店）"
            })
    void leavesOtherTextsAlone(String text) {
        assertThat(CardNumberScan.contains(text)).isFalse();
    }

    /** Whatever stands before, the same digits are found behind any character that is not part of a number. */
    @Property(tries = 500)
    void findsANumberBehindAnyText(@ForAll @StringLength(max = 20) @CharRange(from = ' ', to = '~') String before) {
        assertThat(CardNumberScan.contains(before + "/4111111111111111")).isTrue();
    }
}
