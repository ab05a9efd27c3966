package org.tallystick.shared.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tallystick.shared.service.Distribution.Counts;

/** Each value is counted once, under the smallest bound that is not below it; nothing is lost above the last one. */
class DistributionTest {
    @ParameterizedTest
    @CsvSource({"0, 0.1", "100, 0.1", "101, 0.25", "2000, 2", "2001, 3", "3600000, 3600", "3600001, Infinity"})
    void aBoundIncludesItself(long millis, double bound) {
        Distribution delays = Distribution.ofMillis();
        delays.add(millis);
        Counts counts = delays.counts();
        for (int i = 0; i < counts.counts().length; i++) {
            assertThat(counts.counts()[i])
                    .as("up to %s s", counts.bounds()[i])
                    .isEqualTo(counts.bounds()[i] == bound ? 1 : 0);
        }
        assertThat(counts.sum()).isEqualTo(millis / 1_000.0);
    }

    @Test
    void manyAtOnceAreMany() {
        Distribution sizes = Distribution.ofNumbers();
        sizes.add(3, 7);
        sizes.add(1);
        Counts counts = sizes.counts();
        assertThat(Arrays.stream(counts.counts()).sum()).isEqualTo(8);
        assertThat(counts.sum()).isEqualTo(22);
        assertThat(counts.bounds()).isSorted().endsWith(Double.POSITIVE_INFINITY);
    }
}
