package org.tallystick.work.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tallystick.access.Role;
import org.tallystick.access.Viewer;

class WorkRunTest {
    private static final Viewer VIEWER =
            new Viewer("id", "owner@shop.example", "Owner", Role.MERCHANT_OWNER, Optional.of("1"), "", "");

    private final List<Long> told = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-24T16:00:00Z");
    private boolean wanted = true;
    private final WorkRun run = new WorkRun(VIEWER, "q=1", Locale.ENGLISH, new Hand(), done -> {
        told.add(done);
        return wanted;
    });

    @Test
    void progressIsToldTwiceASecondAtMost() {
        for (int i = 0; i < 100; i++) {
            run.step();
            now = now.plus(Duration.ofMillis(20));
        }

        assertThat(run.done()).isEqualTo(100);
        assertThat(told).containsExactly(26L, 51L, 76L);
    }

    @Test
    void aStepEndsWhatIsNoLongerWanted() {
        wanted = false;
        run.step();
        now = now.plusSeconds(1);

        assertThatThrownBy(run::step).isInstanceOf(WorkStopped.class);
    }

    private final class Hand extends Clock {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    }
}
