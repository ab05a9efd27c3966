package org.tallystick.timestamping.service;

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
import org.tallystick.shared.service.RepeatedJobs;

/** Watches the clock and has checkpoints timestamped, from the platform's start on. */
@Singleton
@Startup
@DependsOn({"Migrations", "EnrolmentStart"})
@TransactionManagement(TransactionManagementType.BEAN)
@PermitAll
public class TimeSchedule {
    private static final String CHECK = "clock-check";
    private static final String STAMP = "ledger-timestamp";
    /** However seldom timestamps are made, ageing evidence is looked for. */
    private static final Duration SELDOM = Duration.ofMinutes(1);

    @Inject
    TimeSettings settings;

    @Inject
    ClockWatch watch;

    @Inject
    CheckpointTimestamps timestamps;

    @Inject
    RepeatedJobs timers;

    @PostConstruct
    void start() {
        settings.check();
        Duration stamping = settings.rhythm().interval();
        // what fails is said where it fails, by health and by the list of jobs
        timers.every(CHECK, Duration.ZERO, settings.checkInterval(), Level.FINE, watch::measure);
        Duration looks = stamping.compareTo(SELDOM) < 0 ? stamping : SELDOM;
        timers.every(STAMP, looks, looks, Level.FINE, timestamps::stampAll);
    }
}
