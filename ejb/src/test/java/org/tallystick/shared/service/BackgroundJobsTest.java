package org.tallystick.shared.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.tallystick.shared.service.BackgroundJobs.Result;
import org.tallystick.shared.service.BackgroundJobs.State;

class BackgroundJobsTest {
    private static final Instant NOW = Instant.parse("2026-11-24T16:07:30Z");

    private final BackgroundJobs jobs = new BackgroundJobs(Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void cadencesMeetTheirMark() {
        assertThat(Cadence.minutely(30).after(NOW)).isEqualTo("2026-11-24T16:08:30Z");
        assertThat(Cadence.minutely(31).after(NOW)).isEqualTo("2026-11-24T16:07:31Z");
        assertThat(Cadence.hourly(7).after(NOW)).isEqualTo("2026-11-24T17:07:00Z");
        assertThat(Cadence.hourly(23).after(NOW)).isEqualTo("2026-11-24T16:23:00Z");
        assertThat(Cadence.every(Duration.ofSeconds(5)).after(NOW)).isEqualTo(NOW.plusSeconds(5));
    }

    @Test
    void aDeclaredJobHasNotRunButKnowsWhenItWill() {
        jobs.declare("sweep", Cadence.hourly(23));
        jobs.declare("called");

        assertThat(jobs.states()).extracting(State::name).containsExactly("called", "sweep");
        assertThat(state("sweep").last()).isEmpty();
        assertThat(state("sweep").next()).hasValue(Instant.parse("2026-11-24T16:23:00Z"));
        assertThat(state("called").next()).isEmpty();
    }

    @Test
    void aFailureIsRememberedAndStillThrown() {
        jobs.declare("sweep", Cadence.hourly(23));

        assertThatThrownBy(() -> jobs.run("sweep", () -> {
                    throw new IllegalStateException("no space");
                }))
                .hasMessage("no space");
        assertThat(state("sweep").last().orElseThrow().result()).isEqualTo(Result.FAILED);
        assertThat(state("sweep").last().orElseThrow().failure()).isEqualTo("no space");

        jobs.run("sweep", () -> {});
        assertThat(state("sweep").last().orElseThrow().result()).isEqualTo(Result.OK);
        assertThat(state("sweep").runs()).isEqualTo(2);
    }

    private State state(String name) {
        return jobs.states().stream()
                .filter(s -> s.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
