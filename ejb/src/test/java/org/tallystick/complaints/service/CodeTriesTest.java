package org.tallystick.complaints.service;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.tallystick.complaints.ComplaintNumber;
import org.tallystick.shared.Problem;

class CodeTriesTest {
    private static final ComplaintNumber ONE = new ComplaintNumber("C00000001");
    private static final ComplaintNumber OTHER = new ComplaintNumber("C00000002");

    private Instant now = Instant.parse("2026-11-24T10:00:00Z");
    private final CodeTries tries = new CodeTries(new Clock() {
        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });

    @Test
    void threeWrongCodesAreFreeThenEachWaitsLonger() {
        fail(3);
        assertThatCode(() -> tries.requireSome("a", ONE)).doesNotThrowAnyException();
        fail(1);
        assertThatThrownBy(() -> tries.requireSome("a", ONE)).isInstanceOf(Problem.class);
        now = now.plusSeconds(2);
        assertThatCode(() -> tries.requireSome("a", ONE)).doesNotThrowAnyException();
        fail(1);
        now = now.plusSeconds(2);
        assertThatThrownBy(() -> tries.requireSome("a", ONE)).isInstanceOf(Problem.class);
        now = now.plusSeconds(2);
        assertThatCode(() -> tries.requireSome("a", ONE)).doesNotThrowAnyException();
    }

    @Test
    void nobodyElseAndNoOtherComplaintWaits() {
        fail(20);
        assertThatThrownBy(() -> tries.requireSome("a", ONE)).isInstanceOf(Problem.class);
        assertThatCode(() -> tries.requireSome("b", ONE)).doesNotThrowAnyException();
        assertThatCode(() -> tries.requireSome("a", OTHER)).doesNotThrowAnyException();
    }

    @Test
    void aRightCodeAndAnHourForget() {
        fail(20);
        tries.succeeded("a", ONE);
        assertThatCode(() -> tries.requireSome("a", ONE)).doesNotThrowAnyException();
        fail(4);
        now = now.plus(Duration.ofMinutes(61));
        fail(1);
        assertThatCode(() -> tries.requireSome("a", ONE)).doesNotThrowAnyException();
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            tries.failed("a", ONE);
        }
    }
}
