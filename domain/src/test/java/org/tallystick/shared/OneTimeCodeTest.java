package org.tallystick.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class OneTimeCodeTest {
    private final OneTimeCode code = OneTimeCode.create(new SecureRandom(), 16);

    @Test
    void aCodeIsSixteenCharactersThatNobodyMistakes() {
        assertThat(code.grouped()).matches("([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}");
        assertThat(OneTimeCode.create(new SecureRandom(), 16)).isNotEqualTo(code);
    }

    @Test
    void howItIsTypedDoesNotMatter() {
        assertThat(OneTimeCode.typed(
                        " " + code.grouped().toLowerCase(java.util.Locale.ROOT).replace('-', ' ')))
                .isEqualTo(code);
        assertThat(OneTimeCode.typed("oOiI-lL00-1111-AAAA")).isEqualTo(OneTimeCode.typed("0011110011 11AAAA"));
    }

    @Test
    void onlyTheHashIsKeptAndNothingIsPrinted() {
        assertThat(code.hash())
                .hasSize(43)
                .isEqualTo(OneTimeCode.typed(code.grouped()).hash());
        assertThat(code.toString()).doesNotContain(code.text());
    }
}
