package org.tallystick.coverage.service;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.tallystick.shared.service.BackgroundJobs;
import org.tallystick.shared.service.Cadence;
import org.tallystick.shared.service.Settings;

/** Looks for missing signatures every second or so, and every minute for cases whose time is running out. */
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

    private @Nullable ScheduledFuture<?> finding;

    @PostConstruct
    void start() {
        long interval = settings.duration("tallystick.coverage.interval").toMillis();
        settings.duration("tallystick.coverage.hole-grace");
        settings.duration("tallystick.coverage.settled-interval");
        jobs.declare(FIND, Cadence.every(Duration.ofMillis(interval)));
        jobs.declare(DEADLINES, Cadence.minutely(15));
        finding = scheduler.scheduleWithFixedDelay(this::find, interval, interval, TimeUnit.MILLISECONDS);
    }

    /** A failure must not end the schedule; the next look begins where the last one that succeeded ended. */
    private void find() {
        try {
            jobs.run(FIND, finder::find);
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, "Looking for missing signatures failed; it is tried again", e);
        }
    }

    @Schedule(hour = "*", minute = "*", second = "15", persistent = false)
    void deadlines() {
        jobs.run(DEADLINES, this::checkAll);
    }

    private void checkAll() {
        boolean more;
        do {
            more = deadlines.check();
        } while (more);
    }

    @PreDestroy
    void stop() {
        if (finding != null) {
            finding.cancel(false);
        }
    }
}
