package org.tallystick.operation.service;

import static org.tallystick.operation.Condition.rising;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tallystick.ledger.service.LedgerIncidents;
import org.tallystick.ledger.service.LedgerProgress;
import org.tallystick.ledger.service.LedgerProgress.Progress;
import org.tallystick.ledger.service.StoredIncident;
import org.tallystick.operation.Condition;
import org.tallystick.operation.Condition.State;
import org.tallystick.shared.service.Settings;

/** The logs: how old the public checkpoint is while entries wait for the next, and how full the queues of the groups are. */
@ApplicationScoped
class LedgerHealth {
    private static final Logger LOG = Logger.getLogger(LedgerHealth.class.getName());
    private static final int LATE_INTERVALS = 6;
    private static final int STUCK_INTERVALS = 60;
    private static final double BUSY_PERCENT = 50;
    private static final double FULL_PERCENT = 95;

    private final LedgerProgress progress;
    private final LedgerIncidents incidents;
    private final Settings settings;
    private final Clock clock;

    @Inject
    LedgerHealth(LedgerProgress progress, LedgerIncidents incidents, Settings settings, Clock clock) {
        this.progress = progress;
        this.incidents = incidents;
        this.settings = settings;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected LedgerHealth() {
        this(null, null, null, null);
    }

    /**
     * The logs as they stand.
     *
     * @param incidents that nobody has acknowledged
     * @param refused logs that this node does not go on with, and why
     */
    record Standing(List<Progress> logs, List<StoredIncident> incidents, Map<String, String> refused) {}

    /** Empty if the logs cannot be read. */
    Optional<Standing> look() {
        try {
            return Optional.of(new Standing(progress.all(), incidents.open(), progress.refused()));
        } catch (IllegalStateException e) {
            LOG.log(Level.WARNING, "The logs cannot be read", e);
            return Optional.empty();
        }
    }

    List<Condition> conditions(Optional<Standing> standing) {
        if (standing.isEmpty()) {
            return List.of(new Condition("checkpoint", "", State.UNKNOWN, List.of("-", "-")));
        }
        List<Condition> conditions = new ArrayList<>();
        for (Progress log : standing.get().logs()) {
            conditions.add(checkpoint(log));
            conditions.add(queue(log));
        }
        standing.get().incidents().forEach(incident -> conditions.add(incident(incident)));
        standing.get()
                .refused()
                .forEach(
                        (origin, why) -> conditions.add(new Condition("rolled-back", origin, State.BAD, List.of(why))));
        return conditions;
    }

    /** An old checkpoint over everything there is is a quiet log, not a sick one. */
    private Condition checkpoint(Progress log) {
        long seconds = Math.max(0, clock.millis() - log.publishedAt()) / 1_000;
        long backlog = log.size() - log.published();
        double interval = Math.max(
                1, settings.duration("tallystick.ledger.publish-interval").toMillis() / 1_000.0);
        State state = backlog == 0
                ? State.OK
                : log.publishedAt() == 0 ? State.WARN : rising(seconds / interval, LATE_INTERVALS, STUCK_INTERVALS);
        return new Condition(
                "checkpoint",
                log.origin(),
                state,
                List.of(log.publishedAt() == 0 ? "-" : Long.toString(seconds), Long.toString(backlog)));
    }

    private Condition incident(StoredIncident incident) {
        long minutes = Math.max(0, clock.millis() - incident.happenedAt()) / 60_000;
        return new Condition("incident", incident.origin(), State.BAD, List.of(Long.toString(minutes)));
    }

    private static Condition queue(Progress log) {
        double percent = 100.0 * log.waiting() / Math.max(1, log.capacity());
        return new Condition(
                "queue",
                log.origin(),
                rising(percent, BUSY_PERCENT, FULL_PERCENT),
                List.of(Integer.toString(log.waiting()), Integer.toString(log.capacity())));
    }
}
