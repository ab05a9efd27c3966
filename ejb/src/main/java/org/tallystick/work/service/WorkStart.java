package org.tallystick.work.service;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tallystick.shared.service.BackgroundJobs;
import org.tallystick.shared.service.Cadence;

/** Marks what the last stop cut off, and deletes results whose time is over. */
@Singleton
@Startup
@DependsOn("Migrations")
@TransactionManagement(TransactionManagementType.BEAN)
@PermitAll
public class WorkStart {
    private static final Logger LOG = Logger.getLogger(WorkStart.class.getName());
    private static final String SWEEP = "work-sweep";

    @Inject
    WorkBook book;

    @Inject
    WorkFiles files;

    @Inject
    BackgroundJobs jobs;

    @PostConstruct
    void start() {
        jobs.declare(WorkQueue.JOB);
        jobs.declare(SWEEP, Cadence.hourly(23));
        int interrupted = book.interruptUnfinished();
        if (interrupted > 0) {
            LOG.log(Level.INFO, "Long work that the last stop interrupted: {0}", interrupted);
        }
        deleteWhatIsOver();
    }

    @Schedule(hour = "*", minute = "23", persistent = false)
    void sweep() {
        jobs.run(SWEEP, this::deleteWhatIsOver);
    }

    private void deleteWhatIsOver() {
        try {
            files.keepOnly(book.numbersOfFiles());
        } catch (IOException e) {
            throw new UncheckedIOException("Results of long work cannot be deleted: check tallystick.data-dir", e);
        }
    }
}
