package org.tallystick.coverage.service;

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
import org.tallystick.shared.service.Settings;

/** Looks for missing signatures every second or so, and less often for cases whose time is running out. */
@Singleton
@Startup
@DependsOn("Migrations")
@TransactionManagement(TransactionManagementType.BEAN)
@PermitAll
public class CoverageStart {
    private static final Logger LOG = Logger.getLogger(CoverageStart.class.getName());
    private static final String FIND = "coverage-find";
    private static final String DEADLINES = "coverage-deadlines";

    @Inject
    CoverageFinder finder;

    @Inject
    CaseDeadlines deadlines;

    @Inject
    Settings settings;

    @Inject
    BackgroundJobs jobs;

    @Resource
    ManagedScheduledExecutorService scheduler;

    private final List<ScheduledFuture<?>> timers = new ArrayList<>();

    @PostConstruct
    void start() {
        settings.duration("tallystick.coverage.hole-grace");
        settings.duration("tallystick.coverage.settled-interval");
        every(FIND, settings.duration("tallystick.coverage.interval"), finder::find);
        every(DEADLINES, settings.duration("tallystick.coverage.deadlines-interval"), this::checkAll);
    }

    private void every(String name, Duration interval, Runnable job) {
        jobs.declare(name, Cadence.every(interval));
        long millis = interval.toMillis();
        timers.add(scheduler.scheduleWithFixedDelay(() -> run(name, job), millis, millis, TimeUnit.MILLISECONDS));
    }

    /** A failure must not end the schedule; the next look begins where the last one that succeeded ended. */
    private void run(String name, Runnable job) {
        try {
            jobs.run(name, job);
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, "The job " + name + " failed; it is tried again", e);
        }
    }

    private void checkAll() {
        boolean more;
        do {
            more = deadlines.check();
        } while (more);
    }

    @PreDestroy
    void stop() {
        timers.forEach(timer -> timer.cancel(false));
    }
}
