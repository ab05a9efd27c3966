package org.tallystick.ledger.service;

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
import org.jspecify.annotations.Nullable;
import org.tallystick.shared.service.BackgroundJobs;
import org.tallystick.shared.service.Cadence;
import org.tallystick.shared.service.Settings;

/** Opens the known logs when the platform starts and moves their public checkpoints from then on. */
@Singleton
@Startup
@DependsOn("Migrations")
@TransactionManagement(TransactionManagementType.BEAN)
@PermitAll
public class LedgerSchedule {
    private static final String PUBLISH = "ledger-publish";

    @Inject
    Ledger ledger;

    @Inject
    CheckpointPublisher publisher;

    @Inject
    Witnesses witnesses;

    @Inject
    Settings settings;

    @Inject
    BackgroundJobs jobs;

    @Resource
    ManagedScheduledExecutorService scheduler;

    private @Nullable ScheduledFuture<?> publication;

    @PostConstruct
    void start() {
        witnesses.policy(); // one that cannot be read stops the start, with a sentence
        ledger.logs().forEach(log -> ledger.open(log.acquirer()));
        long interval = settings.duration("tallystick.ledger.publish-interval").toMillis();
        jobs.declare(PUBLISH, Cadence.every(Duration.ofMillis(interval)));
        publication = scheduler.scheduleWithFixedDelay(
                () -> jobs.run(PUBLISH, publisher::publishAll), interval, interval, TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void stop() {
        if (publication != null) {
            publication.cancel(false);
        }
    }
}
