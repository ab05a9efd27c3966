package org.tallystick.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeatureCodeTest {
    @ParameterizedTest
    @CsvSource({"0622,000110047115,16267114", "0623,000110050214,16260215", "0622,143025000101,23221531"})
    void onlineAsPublished(String settlementDate, String referenceNo, String code) {
        assertThat(FeatureCode.online(settlementDate, referenceNo)).isEqualTo(code);
    }

    @Test
    void whatIsAbsentCountsAsZeros() {
        assertThat(FeatureCode.online("", "")).isEqualTo("00000000");
        assertThat(FeatureCode.online("", "47115")).isEqualTo(FeatureCode.online("0000", "000000047115"));
    }

    @Test
    void lettersOfForeignReferenceNumbersCountAsZeros() {
        assertThat(FeatureCode.online("0622", "0001A0047115")).isEqualTo(FeatureCode.online("0622", "000100047115"));
    }

    /** 00000100 XOR 00420000 and 12345678 XOR 90120000, digit by digit, worked out by hand. */
    @Test
    void offlineFoldsBatchAndTrace() {
        assertThat(FeatureCode.offline("000001", "000042")).isEqualTo("00420100");
        assertThat(FeatureCode.offline("123456", "789012")).isEqualTo("82265678");
    }

    @Test
    void tooLongIsRefused() {
        assertThatThrownBy(() -> FeatureCode.online("06222", "1")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FeatureCode.offline("1", "1234567")).isInstanceOf(IllegalArgumentException.class);
    }
}
