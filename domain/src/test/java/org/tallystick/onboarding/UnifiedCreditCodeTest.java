package org.tallystick.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnifiedCreditCodeTest {

    /** The first is the example of GB 32100-2015; the others stand in public registers. */
    @ParameterizedTest
    @ValueSource(strings = {"91350100M000100Y43", "91440300708461136T", "91110000600037341L"})
    void codesOfRealLicencesAreValid(String code) {
        assertThat(UnifiedCreditCode.isValid(code)).isTrue();
    }

    @Test
    void anyOneChangedCharacterIsFound() {
        String good = "91350100M000100Y43";
        String alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
        for (int i = 0; i < good.length(); i++) {
            for (char other : alphabet.toCharArray()) {
                String changed = good.substring(0, i) + other + good.substring(i + 1);
                assertThat(UnifiedCreditCode.isValid(changed)).as(changed).isEqualTo(changed.equals(good));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "91350100M000100Y4", "91350100M000100Y433", "91350100O000100Y43", "9135010０M000100Y43"})
    void whatHasAnotherFormIsNone(String code) {
        assertThat(UnifiedCreditCode.isValid(code)).isFalse();
    }

    @Test
    void blanksSmallLettersAndWideCharactersAreForgiven() {
        assertThat(UnifiedCreditCode.normalise(" 9135 0100 m000-100y43 ")).isEqualTo("91350100M000100Y43");
        assertThat(UnifiedCreditCode.normalise("９１350100M000100Y43")).isEqualTo("91350100M000100Y43");
    }
}
