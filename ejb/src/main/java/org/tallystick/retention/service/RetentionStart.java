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
import org.tallystick.retention.RetentionSubject;
import org.tallystick.shared.service.BackgroundJobs;
import org.tallystick.shared.service.Cadence;
import org.tallystick.shared.service.RepeatedJobs;
import org.tallystick.shared.service.Settings;

/**
 * Erases again what a restored database has brought back, before anybody is served: if that fails, the platform does not start. Every minute
 * the same, and what waits goes into the ledger. A removed log is only marked then, and so hidden: how much of it is to be deleted delays nobody.
 */
@Singleton
@Startup
@DependsOn("Migrations")
@TransactionManagement(TransactionManagementType.BEAN)
@PermitAll
public class RetentionStart {
    private static final Logger LOG = Logger.getLogger(RetentionStart.class.getName());
    private static final String JOB = "erasures";
    private static final String EXPIRE = "retention";
    /** Pieces of an institution, or of receipts of removed logs, in one run; the rest comes with the next. */
    private static final int PIECES = 100;

    @Inject
    ErasureReplay erasures;

    @Inject
    ErasureLedger ledger;

    @Inject
    LogClearing clearing;

    @Inject
    Retention retention;

    @Inject
    Settings settings;

    @Inject
    RepeatedJobs timers;

    @Inject
    BackgroundJobs jobs;

    @PostConstruct
    void start() {
        replay();
        jobs.declare(JOB, Cadence.minutely(40));
        timers.every(EXPIRE, settings.duration("tallystick.retention.interval"), this::expire);
    }

    @Schedule(hour = "*", minute = "*", second = "40", persistent = false)
    void run() {
        jobs.run(JOB, () -> {
            replay();
            ledger.publish();
            clearing.run(PIECES);
        });
    }

    private void expire() {
        for (String acquirer : retention.acquirers()) {
            for (RetentionSubject subject : RetentionSubject.values()) {
                int pieces = 0;
                while (pieces < PIECES && retention.next(acquirer, subject)) {
                    pieces++;
                }
            }
        }
        int pieces = 0;
        while (pieces < PIECES && retention.nextReleased()) {
            pieces++;
        }
        ledger.publish();
        clearing.run(PIECES);
    }

    private void replay() {
        int done = erasures.run();
        if (done > 0) {
            LOG.log(
                    Level.WARNING,
                    "{0} erasures of the register were not in the database and are carried out again",
                    done);
        }
    }
}
