package org.tallystick.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which slips belong into a hole of a terminal's counter. */
class TraceSpanTest {
    @Test
    void theTraceBetweenTheNeighboursOfASingleHoleIsItsCounter() {
        TraceSpan hole = new TraceSpan(5, 5, 104, 108);

        assertThat(hole.counterOf(106)).hasValue(5);
        assertThat(hole.counterOf(104)).isEmpty();
        assertThat(hole.counterOf(108)).isEmpty();
        assertThat(hole.counterOf(3)).isEmpty();
    }

    @Test
    void whereEachBillTookOneTraceTheCounterIsExact() {
        TraceSpan hole = new TraceSpan(5, 7, 104, 108);

        assertThat(hole.counterOf(105)).hasValue(5);
        assertThat(hole.counterOf(107)).hasValue(7);
    }

    @Test
    void whereTracesWereSpentOtherwiseTheCounterCannotBeTold() {
        TraceSpan hole = new TraceSpan(5, 7, 104, 120);

        assertThat(hole.encloses(110)).isTrue();
        assertThat(hole.counterOf(110)).isEmpty();
    }

    @Test
    void tracesBeginAgainAfterTheLastOne() {
        TraceSpan hole = new TraceSpan(5, 5, 999_999, 2);

        assertThat(hole.counterOf(1)).hasValue(5);
        assertThat(hole.encloses(999_998)).isFalse();
    }

    @Test
    void whenTheCountingBeganAnewNothingIsEnclosed() {
        TraceSpan hole = new TraceSpan(5, 5, 900, 3);

        assertThat(hole.encloses(950)).isFalse();
        assertThat(hole.encloses(1)).isFalse();
    }

    @Test
    void whatIsNoTraceIsNone() {
        assertThat(TraceSpan.trace("000012")).isEqualTo(12);
        assertThat(TraceSpan.trace("")).isZero();
        assertThat(TraceSpan.trace("12A")).isZero();
    }
}
