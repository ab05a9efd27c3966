package org.tallystick.reconciliation.service;

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

/** Gives files back that a stop has cut off, and searches for late bills from then on. */
@Singleton
@Startup
@DependsOn("Migrations")
@TransactionManagement(TransactionManagementType.BEAN)
@PermitAll
public class ReconciliationStart {
    private static final Logger LOG = Logger.getLogger(ReconciliationStart.class.getName());
    private static final String JOB = "settlement-late";

    @Inject
    Reconciliation reconciliation;

    @Inject
    SettlementRepository settlements;

    @Inject
    Settings settings;

    @Inject
    BackgroundJobs jobs;

    @Resource
    ManagedScheduledExecutorService scheduler;

    private @Nullable ScheduledFuture<?> search;

    @PostConstruct
    void start() {
        settlements.run(rows -> FileRepository.releaseAll(rows, Node.name()));
        long interval =
                settings.duration("tallystick.reconciliation.late-interval").toMillis();
        jobs.declare(JOB, Cadence.every(Duration.ofMillis(interval)));
        search = scheduler.scheduleWithFixedDelay(this::search, interval, interval, TimeUnit.MILLISECONDS);
    }

    /** What is thrown here would end the timer. */
    private void search() {
        try {
            jobs.run(JOB, reconciliation::again);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "The search for late bills has failed; it is repeated", e);
        }
    }

    @PreDestroy
    void stop() {
        if (search != null) {
            search.cancel(false);
        }
    }
}
