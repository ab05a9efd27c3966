package org.tallystick.receipts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.Sha256;

class SoughtTextTest {

    @Test
    void shortDigitsAreATraceNumberAndAnAmount() {
        SoughtText text = SoughtText.of(" 874 ");

        assertThat(text.trace()).contains("000874");
        assertThat(text.amount()).contains(87_400L);
        assertThat(text.number()).isEmpty();
    }

    @Test
    void amountsAreReadAsPeopleWriteThem() {
        assertThat(SoughtText.of("¥1,234.50").amount()).contains(123_450L);
        assertThat(SoughtText.of("12.345").amount()).isEmpty();
        assertThat(SoughtText.of("").amount()).isEmpty();
    }

    @Test
    void sevenDigitsAreNoTraceNumber() {
        assertThat(SoughtText.of("1234567").trace()).isEmpty();
        assertThat(SoughtText.of("").trace()).isEmpty();
    }

    @Test
    void authorisationCodesAreCompared() {
        assertThat(SoughtText.of("a1b2c3").plain()).isEqualTo("A1B2C3");
    }

    @Test
    void aDigestIsReadInBothForms() {
        byte[] digest = Sha256.of(new byte[] {1});
        String hex = HexFormat.of().formatHex(digest);

        assertThat(SoughtText.of(" " + hex + " ").digest()).hasValue(digest);
        assertThat(SoughtText.of(hex.toUpperCase(Locale.ROOT)).digest()).hasValue(digest);
        assertThat(SoughtText.of(Base64Url.encode(digest)).digest()).hasValue(digest);
        assertThat(SoughtText.of(hex.substring(1)).digest()).isEmpty();
        assertThat(SoughtText.of("~".repeat(43)).digest()).isEmpty();
        assertThat(SoughtText.of("_".repeat(43)).digest()).isEmpty();
    }
}
