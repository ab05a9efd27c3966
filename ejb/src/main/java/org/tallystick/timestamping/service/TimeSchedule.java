package org.tallystick.timestamping.service;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tallystick.shared.service.BackgroundJobs;
import org.tallystick.shared.service.Cadence;

/** Watches the clock and has checkpoints timestamped, from the platform's start on. */
@Singleton
@Startup
@DependsOn({"Migrations", "EnrolmentStart"})
@TransactionManagement(TransactionManagementType.BEAN)
@PermitAll
public class TimeSchedule {
    private static final Logger LOG = Logger.getLogger(TimeSchedule.class.getName());
    private static final String CHECK = "clock-check";
    private static final String STAMP = "ledger-timestamp";
    /** However seldom timestamps are made, ageing evidence is looked for. */
    private static final Duration SELDOM = Duration.ofMinutes(1);

    @Inject
    TimeSettings settings;

    @Inject
    ClockWatch watch;

    @Inject
    CheckpointTimestamps timestamps;

    @Inject
    BackgroundJobs jobs;

    @Resource
    ManagedScheduledExecutorService scheduler;

    private final List<ScheduledFuture<?>> running = new ArrayList<>();

    @PostConstruct
    void start() {
        settings.check();
        Duration stamping = settings.rhythm().interval();
        every(CHECK, Duration.ZERO, settings.checkInterval(), watch::measure);
        Duration looks = stamping.compareTo(SELDOM) < 0 ? stamping : SELDOM;
        every(STAMP, looks, looks, timestamps::stampAll);
    }

    private void every(String job, Duration first, Duration interval, Runnable work) {
        jobs.declare(job, Cadence.every(interval));
        running.add(scheduler.scheduleWithFixedDelay(
                () -> {
                    try {
                        jobs.run(job, work);
                    } catch (RuntimeException e) {
                        // Otherwise the executor would never run it again; the list of jobs shows it.
                        LOG.log(Level.FINE, "The job " + job + " failed", e);
                    }
                },
                first.toMillis(),
                interval.toMillis(),
                TimeUnit.MILLISECONDS));
    }

    @PreDestroy
    void stop() {
        running.forEach(one -> one.cancel(false));
    }
}
