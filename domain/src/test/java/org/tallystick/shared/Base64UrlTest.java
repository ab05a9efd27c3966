package org.tallystick.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Base64UrlTest {
    @Test
    void usesTheAlphabetOfUrlsWithoutPadding() {
        assertThat(Base64Url.encode(new byte[] {(byte) 0xfb, (byte) 0xff})).isEqualTo("-_8");
        assertThat(Base64Url.decode("-_8")).containsExactly(0xfb, 0xff);
        assertThat(Base64Url.decode("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AA==",
                "AA=",
                "A",
                "AAAAA",
                "+_8",
                "-/8",
                "AB",
                "AAB",
                "A A",
                "AA\n",
                "AAAA====",
                "é8",
                "ＡＡ",
                "====",
                "AAA="
            })
    void refusesEveryOtherText(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Base64Url.decode(text))
                .withMessageContaining("base64url");
    }

    @Property
    void decodesWhatItEncodes(@ForAll byte[] bytes) {
        assertThat(Base64Url.decode(Base64Url.encode(bytes))).isEqualTo(bytes);
    }

    /** One byte string, one text: whatever decodes, encodes to the same text again. */
    @Property(tries = 3000)
    void isCanonical(
            @ForAll
                    @StringLength(max = 7)
                    @CharRange(from = 'A', to = 'Z')
                    @CharRange(from = '0', to = '9')
                    @Chars({'-', '_', '=', '+', '/', ' '})
                    String text) {
        try {
            assertThat(Base64Url.encode(Base64Url.decode(text))).isEqualTo(text);
        } catch (IllegalArgumentException e) {
            byte[] bytes = lenient(text);
            assertThat(bytes == null ? null : Base64Url.encode(bytes)).isNotEqualTo(text);
        }
    }

    private static byte[] lenient(String text) {
        try {
            return java.util.Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    @Test
    void acceptsExactlyOneLastCharacterPerByte() {
        long accepted = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
                .chars()
                .filter(c -> isAccepted("A" + (char) c))
                .count();

        assertThat(accepted).isEqualTo(4);
        assertThat(Arrays.stream(new String[] {"AA", "AQ", "Ag", "Aw"})).allMatch(Base64UrlTest::isAccepted);
    }

    private static boolean isAccepted(String text) {
        try {
            Base64Url.decode(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
