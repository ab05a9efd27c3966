package org.tallystick.operation.service;

import static org.tallystick.operation.Condition.rising;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tallystick.operation.Condition;
import org.tallystick.operation.Condition.State;
import org.tallystick.shared.service.Settings;
import org.tallystick.timestamping.service.CheckpointTimestamps;
import org.tallystick.timestamping.service.CheckpointTimestamps.Progress;
import org.tallystick.timestamping.service.ClockWatch;
import org.tallystick.timestamping.service.ClockWatch.Standing;

/** This machine's clock against time servers, and how old each log's newest timestamp is while entries wait for the next. */
@ApplicationScoped
class TimeHealth {
    private static final Logger LOG = Logger.getLogger(TimeHealth.class.getName());
    private static final double LATE_INTERVALS = 3;
    private static final double STUCK_INTERVALS = 12;
    private static final int LEAST_MINUTES = 5;

    private final ClockWatch watch;
    private final CheckpointTimestamps timestamps;
    private final Settings settings;
    private final Clock clock;

    @Inject
    TimeHealth(ClockWatch watch, CheckpointTimestamps timestamps, Settings settings, Clock clock) {
        this.watch = watch;
        this.timestamps = timestamps;
        this.settings = settings;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected TimeHealth() {
        this(null, null, null, null);
    }

    /** How far each log is timestamped; empty if that cannot be read. */
    Optional<List<Progress>> look() {
        try {
            return Optional.of(timestamps.progress());
        } catch (IllegalStateException e) {
            LOG.log(Level.WARNING, "The timestamps cannot be read", e);
            return Optional.empty();
        }
    }

    List<Condition> conditions(Optional<List<Progress>> logs) {
        List<Condition> conditions = new ArrayList<>();
        conditions.add(servers(watch.standing()));
        logs.ifPresentOrElse(
                all -> all.forEach(log -> conditions.add(timestamp(log))),
                () -> conditions.add(new Condition("timestamp", "", State.UNKNOWN, List.of("-", "-"))));
        return conditions;
    }

    /** Nothing is wrong where nobody wanted the clock watched; the figures say so. */
    private Condition servers(Standing standing) {
        if (standing.state() == ClockWatch.State.NOT_WATCHED) {
            return new Condition("time-off", "", State.OK, List.of());
        }
        if (standing.offset().isEmpty()) {
            return new Condition("time", "", State.BAD, List.of("-", "-", "-"));
        }
        long off = standing.offset().get().abs().toMillis();
        double limit = settings.duration("tallystick.time.most-offset").toMillis();
        State state =
                standing.state() == ClockWatch.State.SILENT ? State.BAD : rising(off, limit / 2, Math.nextUp(limit));
        return new Condition(
                "time",
                "",
                state,
                List.of(
                        Long.toString(off),
                        standing.answered() + "/" + standing.asked(),
                        Long.toString(standing.age().toSeconds())));
    }

    private Condition timestamp(Progress log) {
        long waiting = Math.max(0, log.published() - log.covered());
        long minutes = log.at()
                .map(at -> Duration.between(at, clock.instant()).toMinutes())
                .orElse(0L);
        double interval = Math.max(
                LEAST_MINUTES,
                settings.duration("tallystick.time.stamp-interval").toMinutes());
        State state = waiting == 0 || log.at().isEmpty()
                ? State.OK
                : rising(minutes / interval, LATE_INTERVALS, STUCK_INTERVALS);
        return new Condition(
                "timestamp",
                log.origin(),
                state,
                List.of(log.at().isEmpty() ? "-" : Long.toString(minutes), Long.toString(waiting)));
    }
}
