package org.tallystick.notices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tallystick.shared.ShopTime;

/** When messages are sent: tried again, gathered, held back. */
class MessageTimesTest {
    private static final Instant NOW = Instant.parse("2026-11-29T10:00:00Z");
    private static final RetryPlan PLAN = new RetryPlan(Duration.ofSeconds(5), Duration.ofHours(8), Duration.ofDays(3));

    @ParameterizedTest
    @CsvSource({"1,5", "2,20", "3,80", "4,320", "7,20480", "8,28800", "40,28800"})
    void eachWaitIsFourTimesTheOneBeforeUpToTheLongest(int attempts, long seconds) {
        assertThat(PLAN.next(attempts, NOW, NOW, 0.5)).contains(NOW.plusSeconds(seconds));
        assertThat(PLAN.next(attempts, NOW, NOW, 0)).contains(NOW.plusMillis(seconds * 800));
        assertThat(PLAN.next(attempts, NOW, NOW, 1)).contains(NOW.plusMillis(seconds * 1200));
    }

    @Test
    void afterThreeDaysItIsGivenUp() {
        Instant made = NOW.minus(Duration.ofDays(3)).plusSeconds(10);

        assertThat(PLAN.next(1, made, NOW, 0.5)).isPresent();
        assertThat(PLAN.next(2, made, NOW, 0.5)).isEmpty();
        assertThatThrownBy(() -> new RetryPlan(Duration.ofHours(1), Duration.ofMinutes(1), Duration.ofDays(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Shops' time. */
    @ParameterizedTest
    @CsvSource({
        "2026-11-28T21:59,2026-11-28T21:59",
        "2026-11-28T22:00,2026-11-29T07:00",
        "2026-11-28T23:59,2026-11-29T07:00",
        "2026-11-29T00:00,2026-11-29T07:00",
        "2026-11-29T06:59,2026-11-29T07:00",
        "2026-11-29T07:00,2026-11-29T07:00"
    })
    void quietHoursGoPastMidnight(LocalDateTime told, LocalDateTime written) {
        QuietHours night = new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0));

        assertThat(night.after(at(told))).isEqualTo(at(written));
    }

    @Test
    void quietHoursOfOneDayEndOnIt() {
        QuietHours noon = new QuietHours(LocalTime.NOON, LocalTime.of(14, 0));

        assertThat(noon.after(at("2026-11-29T12:30"))).isEqualTo(at("2026-11-29T14:00"));
        assertThat(noon.after(at("2026-11-29T14:00"))).isEqualTo(at("2026-11-29T14:00"));
        assertThat(noon.after(at("2026-11-29T11:59"))).isEqualTo(at("2026-11-29T11:59"));
        assertThatThrownBy(() -> new QuietHours(LocalTime.NOON, LocalTime.NOON))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aDigestGathersToTheHourOrTheMorning() {
        assertThat(Digest.HOURLY.after(at("2026-11-29T10:20"))).isEqualTo(at("2026-11-29T11:00"));
        assertThat(Digest.DAILY.after(at("2026-11-29T08:59"))).isEqualTo(at("2026-11-29T09:00"));
        assertThat(Digest.DAILY.after(at("2026-11-29T09:00"))).isEqualTo(at("2026-11-30T09:00"));
    }

    @Test
    void anAlarmIsNeverGatheredAndOnlyHeldBackWhereThatIsWanted() {
        QuietHours night = new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0));
        Rhythm patient = new Rhythm(Digest.DAILY, Optional.of(night), false);
        Rhythm alert = new Rhythm(Digest.DAILY, Optional.of(night), true);
        Instant late = at("2026-11-28T23:00");

        assertThat(patient.due(Severity.WARNING, late)).isEqualTo(at("2026-11-29T09:00"));
        assertThat(patient.due(Severity.ALARM, late)).isEqualTo(at("2026-11-29T07:00"));
        assertThat(alert.due(Severity.ALARM, late)).isEqualTo(late);
        assertThat(alert.due(Severity.WARNING, late)).isEqualTo(at("2026-11-29T09:00"));
    }

    private static Instant at(String local) {
        return at(LocalDateTime.parse(local));
    }

    private static Instant at(LocalDateTime local) {
        return local.atZone(ShopTime.ZONE).toInstant();
    }
}
