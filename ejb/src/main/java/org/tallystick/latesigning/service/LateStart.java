package org.tallystick.latesigning.service;

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
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.tallystick.shared.service.BackgroundJobs;
import org.tallystick.shared.service.Cadence;
import org.tallystick.shared.service.Settings;

/** Ends links whose time is over, and puts into the ledger what a crash has left. A wrong setting stops the start. */
@Singleton
@Startup
@DependsOn("Migrations")
@TransactionManagement(TransactionManagementType.BEAN)
@PermitAll
public class LateStart {
    private static final Logger LOG = Logger.getLogger(LateStart.class.getName());
    private static final String TIDY = "late-tidy";
    private static final int MOST = 100;

    @Inject
    LateLinks links;

    @Inject
    LateLedger ledger;

    @Inject
    Settings settings;

    @Inject
    BackgroundJobs jobs;

    @Resource
    ManagedScheduledExecutorService scheduler;

    private @Nullable ScheduledFuture<?> timer;

    @PostConstruct
    void start() {
        settings.duration("tallystick.late.link-life");
        settings.duration("tallystick.late.origin-window");
        settings.integer("tallystick.late.links-a-day");
        Duration interval = settings.duration("tallystick.late.tidy-interval");
        jobs.declare(TIDY, Cadence.every(interval));
        long millis = interval.toMillis();
        timer = scheduler.scheduleWithFixedDelay(this::run, millis, millis, TimeUnit.MILLISECONDS);
    }

    /** A failure must not end the schedule; what was not done is found again. */
    private void run() {
        try {
            jobs.run(TIDY, this::tidy);
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, "The job " + TIDY + " failed; it is tried again", e);
        }
    }

    private void tidy() {
        boolean more;
        do {
            more = links.expire(MOST);
        } while (more);
        ledger.publish();
    }

    @PreDestroy
    void stop() {
        if (timer != null) {
            timer.cancel(false);
        }
    }
}
