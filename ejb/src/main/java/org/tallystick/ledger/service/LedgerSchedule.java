package org.tallystick.ledger.service;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.time.Duration;
import org.tallystick.shared.service.DatabaseCluster;
import org.tallystick.shared.service.RepeatedJobs;
import org.tallystick.shared.service.Settings;

/** Opens the known logs when the platform starts and moves their public checkpoints from then on. */
@Singleton
@Startup
@DependsOn("Migrations")
@TransactionManagement(TransactionManagementType.BEAN)
@PermitAll
public class LedgerSchedule {
    private static final String PUBLISH = "ledger-publish";
    private static final String SCRUB = "ledger-scrub";
    private static final Duration SCRUB_AT_LEAST = Duration.ofMinutes(1);

    @Inject
    Ledger ledger;

    @Inject
    CheckpointPublisher publisher;

    @Inject
    LedgerScrub scrub;

    @Inject
    Witnesses witnesses;

    @Inject
    DatabaseCluster cluster;

    @Inject
    Settings settings;

    @Inject
    RepeatedJobs timers;

    @PostConstruct
    void start() {
        witnesses.policy(); // one that cannot be read stops the start, with a sentence
        ledger.logs().stream().map(LedgerLog::acquirer).distinct().forEach(ledger::open);
        ledger.look();
        if (cluster.enabled()) {
            timers.every("ledger-cluster", settings.duration("tallystick.cluster-check-interval"), cluster::lookAgain);
        }
        timers.every(PUBLISH, settings.duration("tallystick.ledger.publish-interval"), publisher::publishAll);
        Duration interval = settings.duration("tallystick.ledger.scrub-interval");
        Duration look = interval.compareTo(SCRUB_AT_LEAST) < 0 ? interval : SCRUB_AT_LEAST;
        timers.every(SCRUB, look, scrub::lookThrough);
    }
}
