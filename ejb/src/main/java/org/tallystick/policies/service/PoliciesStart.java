package org.tallystick.policies.service;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import org.tallystick.shared.service.BackgroundJobs;
import org.tallystick.shared.service.Cadence;

/** Every minute: puts changes of rules into the ledger. */
@Singleton
@Startup
@DependsOn("Migrations")
@TransactionManagement(TransactionManagementType.BEAN)
@PermitAll
public class PoliciesStart {
    private static final String JOB = "policies-publish";

    @Inject
    PolicyLedger ledger;

    @Inject
    BackgroundJobs jobs;

    @PostConstruct
    void start() {
        jobs.declare(JOB, Cadence.minutely(25));
    }

    @Schedule(hour = "*", minute = "*", second = "25", persistent = false)
    void publish() {
        jobs.run(JOB, ledger::publish);
    }
}
