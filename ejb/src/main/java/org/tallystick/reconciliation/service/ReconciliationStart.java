package org.tallystick.reconciliation.service;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.logging.Level;
import org.tallystick.shared.service.Node;
import org.tallystick.shared.service.RepeatedJobs;
import org.tallystick.shared.service.Settings;

/** Gives files back that a stop has cut off, and searches for late bills from then on. */
@Singleton
@Startup
@DependsOn("Migrations")
@TransactionManagement(TransactionManagementType.BEAN)
@PermitAll
public class ReconciliationStart {
    private static final String JOB = "settlement-late";

    @Inject
    Reconciliation reconciliation;

    @Inject
    SettlementRepository settlements;

    @Inject
    Settings settings;

    @Inject
    RepeatedJobs timers;

    @PostConstruct
    void start() {
        settlements.run(rows -> FileRepository.releaseAll(rows, Node.name()));
        Duration interval = settings.duration("tallystick.reconciliation.late-interval");
        timers.every(JOB, interval, interval, Level.WARNING, reconciliation::again);
    }
}
