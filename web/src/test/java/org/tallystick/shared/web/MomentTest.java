package org.tallystick.shared.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;

class MomentTest {

    @Test
    void showsPlatformTimesInTheZoneOfItsShops() {
        assertThat(Moment.of(Instant.parse("2026-11-22T10:42:07Z")))
                .isEqualTo(new Moment("2026-11-22 18:42:07", "UTC+8", "2026-11-22T18:42:07+08:00"));
    }

    @Test
    void keepsTheZoneThatABillWasWrittenIn() {
        assertThat(Moment.of(OffsetDateTime.parse("2026-11-22T18:42:07+05:30")).zone())
                .isEqualTo("UTC+5:30");
        assertThat(Moment.of(OffsetDateTime.parse("2026-11-22T18:42:07-03:00")).zone())
                .isEqualTo("UTC−3");
        assertThat(Moment.of(OffsetDateTime.parse("2010-12-01T08:26:00Z")).zone())
                .isEqualTo("UTC");
    }
}
