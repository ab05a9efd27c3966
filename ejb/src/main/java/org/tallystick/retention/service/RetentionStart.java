package org.tallystick.retention.service;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tallystick.shared.service.BackgroundJobs;
import org.tallystick.shared.service.Cadence;

/**
 * Erases again what a restored database has brought back, before anybody is served: if that fails, the platform does not start. Every minute
 * the same, and what waits goes into the ledger.
 */
@Singleton
@Startup
@DependsOn("Migrations")
@TransactionManagement(TransactionManagementType.BEAN)
@PermitAll
public class RetentionStart {
    private static final Logger LOG = Logger.getLogger(RetentionStart.class.getName());
    private static final String JOB = "erasures";

    @Inject
    Erasures erasures;

    @Inject
    ErasureLedger ledger;

    @Inject
    BackgroundJobs jobs;

    @PostConstruct
    void start() {
        replay();
        jobs.declare(JOB, Cadence.minutely(40));
    }

    @Schedule(hour = "*", minute = "*", second = "40", persistent = false)
    void run() {
        jobs.run(JOB, () -> {
            replay();
            ledger.publish();
        });
    }

    private void replay() {
        int done = erasures.replay();
        if (done > 0) {
            LOG.log(
                    Level.WARNING,
                    "{0} erasures of the register were not in the database and are carried out again",
                    done);
        }
    }
}
