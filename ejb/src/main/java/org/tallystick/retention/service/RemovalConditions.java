package org.tallystick.retention.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.tallystick.ledger.service.EndedLog;
import org.tallystick.retention.RemovalHindrance;
import org.tallystick.retention.RetentionRule;
import org.tallystick.shared.ShopTime;

/** When a log may go: after the longest retention of whatever hangs on it, and only while nobody needs it. */
@ApplicationScoped
class RemovalConditions {
    private final RetentionRepository rules;
    private final RemovalOrderRepository rows;
    private final Clock clock;

    /**
     * How an ended log stands.
     *
     * @param rule the one that keeps it longest; without one it is kept for ever
     * @param over when its period is over
     * @param hindrances what stands against removing it now
     */
    record Standing(
            EndedLog log, Optional<RetentionRule> rule, Optional<Instant> over, Set<RemovalHindrance> hindrances) {}

    @Inject
    RemovalConditions(RetentionRepository rules, RemovalOrderRepository rows, Clock clock) {
        this.rules = rules;
        this.rows = rows;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected RemovalConditions() {
        this(null, null, null);
    }

    Standing of(EndedLog log) {
        Optional<RetentionRule> rule = RetentionRule.longest(
                rules.rules(), log.log().acquirer(), ShopTime.dayOf(log.ended()), ShopTime.today(clock));
        Optional<Instant> over = rule.map(one -> log.ended().plus(Duration.ofDays(one.keepDays())));
        return new Standing(log, rule, over, hindrances(log, rule, over));
    }

    /** What the receipts of a log say costs queries: not asked as long as its time is not over. */
    private Set<RemovalHindrance> hindrances(EndedLog log, Optional<RetentionRule> rule, Optional<Instant> over) {
        Set<RemovalHindrance> found = EnumSet.noneOf(RemovalHindrance.class);
        Instant now = clock.instant();
        if (over.filter(end -> !end.isAfter(now)).isEmpty()) {
            found.add(RemovalHindrance.TIME);
            return found;
        }
        int id = log.log().id();
        long before = now.minus(Duration.ofDays(rule.orElseThrow().keepDays())).toEpochMilli();
        add(found, RemovalHindrance.PREDECESSOR, log.predecessor().isPresent());
        add(found, RemovalHindrance.NOT_PUBLIC, !log.isPublic());
        add(found, RemovalHindrance.INCIDENT, log.alarmed());
        add(found, RemovalHindrance.COMPLAINT, rows.hasComplaint(id));
        add(found, RemovalHindrance.CASE, rows.hasCase(id, before));
        add(found, RemovalHindrance.AUDIT, rows.isAudited());
        return found;
    }

    private static void add(Set<RemovalHindrance> found, RemovalHindrance hindrance, boolean holds) {
        if (holds) {
            found.add(hindrance);
        }
    }
}
