package org.tallystick.compliance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CoverageTest {

    @Test
    void oneGapIsNeverRoundedAway() {
        Coverage coverage = new Coverage(999_999, 1);

        assertThat(coverage.signedPerTenThousand()).isEqualTo(9_999);
        assertThat(coverage.unsignedPerTenThousand()).isEqualTo(1);
    }

    @Test
    void withoutReceiptsNothingIsMissing() {
        assertThat(Coverage.NONE.signedPerTenThousand()).isEqualTo(10_000);
        assertThat(Coverage.NONE.unsignedPerTenThousand()).isZero();
    }
}
