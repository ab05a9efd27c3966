package org.tallystick.compliance.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tallystick.shared.web.Figures;

class FiguresTest {

    @Test
    void numbersAreGroupedAndPerCentExact() {
        assertThat(Figures.of(48_218_664)).isEqualTo("48,218,664");
        assertThat(Figures.percent(9_994)).isEqualTo("99.94");
        assertThat(Figures.percent(10_000)).isEqualTo("100");
        assertThat(Figures.percent(1)).isEqualTo("0.01");
    }

    @Test
    void linksLeaveOutWhatIsEmptyAndEncodeTheRest() {
        assertThat(new QueryText().add("q", "").add("region", "浙江&x=1"))
                .hasToString("?region=%E6%B5%99%E6%B1%9F%26x%3D1");
    }
}
