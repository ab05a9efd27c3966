package org.tallystick.operation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tallystick.operation.Condition.State;

class ConditionTest {
    @Test
    void aRisingFigureIsBadFromItsLimitOn() {
        assertThat(Condition.rising(49, 50, 500)).isEqualTo(State.OK);
        assertThat(Condition.rising(50, 50, 500)).isEqualTo(State.WARN);
        assertThat(Condition.rising(500, 50, 500)).isEqualTo(State.BAD);
    }

    @Test
    void aFallingFigureIsBadBelowItsLimit() {
        assertThat(Condition.falling(30, 30, 7)).isEqualTo(State.OK);
        assertThat(Condition.falling(29, 30, 7)).isEqualTo(State.WARN);
        assertThat(Condition.falling(-1, 30, 7)).isEqualTo(State.BAD);
    }
}
