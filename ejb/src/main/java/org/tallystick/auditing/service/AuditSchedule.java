package org.tallystick.auditing.service;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.security.PermitAll;
import jakarta.batch.operations.BatchRuntimeException;
import jakarta.batch.runtime.BatchRuntime;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Properties;
import org.tallystick.auditing.Audit;
import org.tallystick.shared.service.RepeatedJobs;
import org.tallystick.shared.service.Settings;

/** Takes up what a restart cut off, and from then on starts a job for each run whose turn it is. */
@Singleton
@Startup
@DependsOn({"Migrations", "EnrolmentStart"})
@TransactionManagement(TransactionManagementType.BEAN)
@PermitAll
public class AuditSchedule {
    private static final String NAME = "ledger-audits";
    private static final String JOB = "ledger-audit";

    @Inject
    AuditBook book;

    @Inject
    AuditExecution execution;

    @Inject
    AuditPublication publication;

    @Inject
    Settings settings;

    @Inject
    RepeatedJobs timers;

    @PostConstruct
    void start() {
        book.takeUpOwn();
        timers.every(NAME, settings.duration("tallystick.audits.interval"), this::tick);
    }

    private void tick() {
        book.takeUpSilent();
        int most = settings.integer("tallystick.audits.at-a-time");
        for (Optional<Audit> next = book.takeNext(most); next.isPresent(); next = book.takeNext(most)) {
            start(next.get());
        }
        publication.publish();
    }

    private void start(Audit audit) {
        Properties parameters = new Properties();
        parameters.setProperty("number", audit.number());
        try {
            BatchRuntime.getJobOperator().start(JOB, parameters);
        } catch (BatchRuntimeException e) {
            execution.fail(audit, e);
        }
    }
}
