package org.tallystick.coverage.service;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import org.tallystick.shared.service.RepeatedJobs;
import org.tallystick.shared.service.Settings;

/** Looks for missing signatures every second or so, and less often for cases whose time is running out. */
@Singleton
@Startup
@DependsOn("Migrations")
@TransactionManagement(TransactionManagementType.BEAN)
@PermitAll
public class CoverageStart {
    private static final String FIND = "coverage-find";
    private static final String DEADLINES = "coverage-deadlines";

    @Inject
    CoverageFinder finder;

    @Inject
    CaseDeadlines deadlines;

    @Inject
    Settings settings;

    @Inject
    RepeatedJobs timers;

    @PostConstruct
    void start() {
        settings.duration("tallystick.coverage.hole-grace");
        settings.duration("tallystick.coverage.settled-interval");
        timers.every(FIND, settings.duration("tallystick.coverage.interval"), finder::find);
        timers.every(DEADLINES, settings.duration("tallystick.coverage.deadlines-interval"), this::checkAll);
    }

    private void checkAll() {
        boolean more;
        do {
            more = deadlines.check();
        } while (more);
    }
}
