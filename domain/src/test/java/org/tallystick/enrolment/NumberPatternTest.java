package org.tallystick.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class NumberPatternTest {

    @Test
    void aMerchantsNumberContinuesThoseOfItsInstitutionAreaAndCategory() {
        List<String> known = List.of("898331054110027", "898331059450113", "875581058120533");

        assertThat(NumberPattern.prefix("48023310", known)).isEqualTo("898");
        assertThat(NumberPattern.area(known)).contains("3310");
        assertThat(NumberPattern.nextMerchant("89833105411", List.of("898331054110027", "89833105411ABCD")))
                .isEqualTo("898331054110028");
        assertThat(NumberPattern.nextMerchant("89833105812", List.of())).isEqualTo("898331058120001");
    }

    @Test
    void anInstitutionWithoutMerchantsBeginsWithItsOwnCode() {
        assertThat(NumberPattern.prefix("48023310", List.of())).isEqualTo("310");
        assertThat(NumberPattern.area(List.of())).isEmpty();
        assertThat(NumberPattern.nextTerminal("48023310", List.of())).isEqualTo(10_000_001);
    }

    @Test
    void terminalsAreNumberedOn() {
        assertThat(NumberPattern.nextTerminal("48023310", List.of("20000007", "20000009", "ABCD0001")))
                .isEqualTo(20_000_010);
    }

    @Test
    void afterTheLastMerchantThereIsNone() {
        assertThatThrownBy(() -> NumberPattern.nextMerchant("89833105411", List.of("898331054119999")))
                .isInstanceOf(IllegalStateException.class);
    }
}
