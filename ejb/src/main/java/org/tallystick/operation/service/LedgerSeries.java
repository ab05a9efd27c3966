package org.tallystick.operation.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.tallystick.ledger.service.LedgerFigures;
import org.tallystick.ledger.service.LedgerFigures.Groups;
import org.tallystick.ledger.service.LedgerFigures.Watched;
import org.tallystick.ledger.service.LedgerProgress.Progress;
import org.tallystick.operation.service.Health.Sight;
import org.tallystick.timestamping.service.CheckpointTimestamps;

/** Of the ledger: sizes, queues, groups, checkpoints, witnesses, timestamps, incidents, the daily look. */
@ApplicationScoped
class LedgerSeries {
    private final LedgerFigures figures;
    private final Clock clock;

    @Inject
    LedgerSeries(LedgerFigures figures, Clock clock) {
        this.figures = figures;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected LedgerSeries() {
        this(null, null);
    }

    void add(Series series, Sight sight) {
        figures.groups().forEach(groups -> groups(series, groups));
        figures.publishSeconds()
                .forEach((institution, seconds) -> series.histogram(
                        "tallystick_ledger_publish_delay_seconds",
                        "From an entry's commit to the public checkpoint that covers it, of what this node published.",
                        seconds,
                        "institution",
                        institution));
        sight.logs().ifPresent(logs -> {
            logs.logs().forEach(log -> log(series, log));
            series.gauge(
                    "tallystick_ledger_incidents_open",
                    "Incidents of logs that no operator has acknowledged.",
                    logs.incidents().size());
            figures.watched().forEach(log -> watched(series, log));
        });
        sight.timestamps().ifPresent(logs -> logs.stream()
                .filter(log -> log.published() > log.covered() || sight.isAlive(log.origin()))
                .forEach(log -> timestamp(series, log)));
    }

    private static void groups(Series series, Groups groups) {
        String[] labels = {"institution", groups.acquirer()};
        series.counter(
                "tallystick_ledger_queue_refusals",
                "Items answered 503 at once, as the queue of the groups was full or nothing is confirmed any more.",
                groups.refused(),
                labels);
        series.histogram(
                "tallystick_ledger_group_items", "Items that were committed together.", groups.items(), labels);
        series.histogram(
                "tallystick_ledger_group_commit_seconds",
                "From a group's first decision to the signature over its committed tree.",
                groups.seconds(),
                labels);
    }

    private void log(Series series, Progress log) {
        String[] labels = {"log", log.origin()};
        series.gauge("tallystick_ledger_entries", "Committed entries.", log.size(), labels);
        series.gauge(
                "tallystick_ledger_published_entries", "Entries under the public checkpoint.", log.published(), labels);
        series.gauge("tallystick_ledger_queue_items", "Items that wait for the next groups.", log.waiting(), labels);
        series.gauge(
                "tallystick_ledger_queue_capacity_items", "Items that the queue can hold.", log.capacity(), labels);
        if (log.publishedAt() > 0) {
            series.gauge(
                    "tallystick_ledger_checkpoint_age_seconds",
                    "Since the public checkpoint moved; a log to which nothing is appended has an old one.",
                    age(Instant.ofEpochMilli(log.publishedAt())),
                    labels);
        }
    }

    private void watched(Series series, Watched log) {
        log.witnessed()
                .ifPresent(witnessed -> series.gauge(
                        "tallystick_ledger_checkpoint_witnessed",
                        "Whether the public checkpoint has the cosignatures that the policy demands.",
                        witnessed ? 1 : 0,
                        "log",
                        log.origin()));
        log.cosigned()
                .forEach((witness, at) -> series.gauge(
                        "tallystick_witness_cosignature_age_seconds",
                        "Since a witness of the policy cosigned the log last.",
                        age(at),
                        "log",
                        log.origin(),
                        "witness",
                        witness));
        log.scrubbed().ifPresent(ended -> {
            series.gauge(
                    "tallystick_scrub_age_seconds",
                    "Since the last look through the whole log ended, or since the log began.",
                    age(ended),
                    "log",
                    log.origin());
            series.gauge(
                    "tallystick_scrub_differences",
                    "What that look found, each an incident.",
                    log.differences(),
                    "log",
                    log.origin());
        });
    }

    private void timestamp(Series series, CheckpointTimestamps.Progress log) {
        String[] labels = {"log", log.origin()};
        series.gauge(
                "tallystick_timestamp_waiting_entries",
                "Public entries that no timestamp covers yet.",
                Math.max(0, log.published() - log.covered()),
                labels);
        log.at()
                .ifPresent(at -> series.gauge(
                        "tallystick_timestamp_age_seconds", "Since the newest timestamp of the log.", age(at), labels));
    }

    private Duration age(Instant since) {
        Duration age = Duration.between(since, clock.instant());
        return age.isNegative() ? Duration.ZERO : age;
    }
}
