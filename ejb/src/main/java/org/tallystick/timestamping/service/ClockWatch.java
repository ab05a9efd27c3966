package org.tallystick.timestamping.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.tallystick.shared.service.ClockSource;
import org.tallystick.timestamping.MeasuredOffset;
import org.tallystick.timestamping.SntpAnswer;
import org.tallystick.timestamping.TimeServer;

/**
 * Whether this machine's clock is right, measured against the configured time servers (THREATS.md 3.4, FAILURES.md 12).
 *
 * <p>Fails safe: without a measurement, and when no server has answered for long, timestamps stop. Seals stop only for a clock that is
 * known to be off, since a till must not wait for a time server. Between two measurements a clock that is set is noticed by the
 * machine's other one, which cannot be set. Without configured servers nothing is measured and nothing stops.
 */
@ApplicationScoped
@PermitAll
public class ClockWatch {
    private static final Logger LOG = Logger.getLogger(ClockWatch.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final List<TimeServer> servers;
    private final Duration limit;
    private final Duration silence;
    private final Clock clock;
    private volatile @Nullable Reading last;

    /** How the clock is. */
    public enum State {
        /** No server is configured. */
        NOT_WATCHED,
        RIGHT,
        /** Further from the servers' time than allowed. */
        OFF,
        /** No server has answered for long, or none yet. */
        SILENT
    }

    /**
     * How the clock is now.
     *
     * @param offset servers' time minus ours; empty without a measurement
     * @param age of the measurement
     */
    public record Standing(State state, Optional<Duration> offset, Duration age, int answered, int asked) {}

    /** A measurement with what both clocks of this machine showed. */
    private record Reading(MeasuredOffset offset, long millis, long nanos) {}

    @Inject
    ClockWatch(TimeSettings settings, Clock clock) {
        this(settings.servers(), settings.limit(), settings.silence(), clock);
    }

    ClockWatch(List<TimeServer> servers, Duration limit, Duration silence, Clock clock) {
        this.servers = servers;
        this.limit = limit;
        this.silence = silence;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected ClockWatch() {
        this.servers = null;
        this.limit = null;
        this.silence = null;
        this.clock = null;
    }

    /** Asks every server, one after the other, and keeps the middle of their answers. */
    void measure() {
        List<SntpAnswer> answers = new ArrayList<>();
        for (TimeServer server : servers) {
            try {
                answers.add(server.ask(machineClock(), PATIENCE));
            } catch (IOException e) {
                LOG.log(Level.FINE, "Time server " + server + " was not heard", e);
            }
        }
        State before = standing().state();
        MeasuredOffset.of(answers).ifPresent(offset -> last = new Reading(offset, machineMillis(), System.nanoTime()));
        State now = standing().state();
        if (now != before && now != State.NOT_WATCHED) {
            LOG.log(now == State.RIGHT ? Level.INFO : Level.SEVERE, "This machine''s clock: {0}", standing());
        }
    }

    public Standing standing() {
        if (servers.isEmpty()) {
            return new Standing(State.NOT_WATCHED, Optional.empty(), Duration.ZERO, 0, 0);
        }
        Reading known = last;
        if (known == null) {
            return new Standing(State.SILENT, Optional.empty(), Duration.ZERO, 0, servers.size());
        }
        Duration age = Duration.ofNanos(System.nanoTime() - known.nanos());
        Duration set = Duration.ofMillis(machineMillis() - known.millis()).minus(age);
        Duration offset = known.offset().value().minus(set);
        State state =
                offset.abs().compareTo(limit) > 0 ? State.OFF : age.compareTo(silence) > 0 ? State.SILENT : State.RIGHT;
        return new Standing(state, Optional.of(offset), age, known.offset().answered(), servers.size());
    }

    /** Whether a timestamp may be made. */
    public boolean mayStamp() {
        State state = standing().state();
        return state == State.RIGHT || state == State.NOT_WATCHED;
    }

    /** Whether a bill may be sealed. */
    public boolean maySeal() {
        return servers.isEmpty() || standing().state() != State.OFF;
    }

    /** How exact timestamps are; empty where nothing is measured. */
    public Optional<Duration> accuracy() {
        return servers.isEmpty() ? Optional.empty() : Optional.of(limit);
    }

    /** The machine's own time, whatever a trial has made of the application's. */
    private Clock machineClock() {
        return Clock.offset(clock, ClockSource.distance(clock).negated());
    }

    private long machineMillis() {
        return machineClock().millis();
    }
}
