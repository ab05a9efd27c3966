package org.tallystick.enrolment.service;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.time.Duration;
import org.tallystick.shared.service.BackgroundJobs;
import org.tallystick.shared.service.Cadence;

/** Trusts the authorities that the configuration names, and follows their revocation lists. */
@Singleton
@Startup
@DependsOn("EnrolmentStart")
@TransactionManagement(TransactionManagementType.BEAN)
@PermitAll
public class ExternalStart {
    private static final String LISTS = "authority-lists";
    private static final Duration RHYTHM = Duration.ofMinutes(1);

    @Inject
    ExternalAuthorityFiles files;

    @Inject
    ExternalLists lists;

    @Inject
    BackgroundJobs jobs;

    @PostConstruct
    void start() {
        jobs.declare(LISTS, Cadence.every(RHYTHM));
        files.load();
    }

    @Schedule(hour = "*", minute = "*", second = "41", persistent = false)
    void follow() {
        jobs.run(LISTS, lists::follow);
    }
}
