package org.tallystick.shared.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** What this server does by itself: every timer is declared here and runs through here. In memory, since the server's start. */
@ApplicationScoped
@PermitAll
public class BackgroundJobs {
    private final Clock clock;
    private final Map<String, State> states = new ConcurrentSkipListMap<>();

    /** How a run went. */
    public enum Result {
        OK,
        FAILED
    }

    /** A run: duration in milliseconds, and the failure's own words or nothing. */
    public record Run(Instant began, long millis, Result result, String failure) {}

    /**
     * A job as it stands.
     *
     * @param name key of the texts that say what it does
     * @param next empty for what runs when it is called for
     */
    public record State(String name, Optional<Cadence> cadence, Optional<Run> last, Optional<Instant> next, long runs) {
        private State after(Run run, Instant now) {
            return new State(name, cadence, Optional.of(run), cadence.map(c -> c.after(now)), runs + 1);
        }
    }

    @Inject
    public BackgroundJobs(Clock clock) {
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected BackgroundJobs() {
        this(null);
    }

    /** A job that will run by the clock. */
    public void declare(String name, Cadence cadence) {
        states.putIfAbsent(
                name,
                new State(
                        name, Optional.of(cadence), Optional.empty(), Optional.of(cadence.after(clock.instant())), 0));
    }

    /** A job that runs when something calls for it. */
    public void declare(String name) {
        states.putIfAbsent(name, new State(name, Optional.empty(), Optional.empty(), Optional.empty(), 0));
    }

    /** Runs a declared job and remembers how it went; what it throws goes on to the caller. */
    public void run(String name, Runnable job) {
        Instant began = clock.instant();
        try {
            job.run();
            keep(name, began, Result.OK, "");
        } catch (RuntimeException e) {
            keep(name, began, Result.FAILED, String.valueOf(e.getMessage()));
            throw e;
        }
    }

    /** All jobs by name. */
    public Collection<State> states() {
        return List.copyOf(states.values());
    }

    private void keep(String name, Instant began, Result result, String failure) {
        Instant now = clock.instant();
        Run run = new Run(began, now.toEpochMilli() - began.toEpochMilli(), result, failure);
        states.computeIfPresent(name, (key, state) -> state.after(run, now));
    }
}
