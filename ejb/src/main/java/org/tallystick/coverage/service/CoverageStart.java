package org.tallystick.coverage.service;

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
import org.tallystick.shared.service.Settings;

/** Looks for missing signatures every second or so, more often among what is being sold, and less often for cases whose time is running out. */
@Singleton
@Startup
@DependsOn("Migrations")
@TransactionManagement(TransactionManagementType.BEAN)
@PermitAll
public class CoverageStart {
    private static final String FIND = "coverage-find";
    private static final String FRESH = "coverage-fresh";
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
        Duration fresh = settings.duration("tallystick.coverage.fresh-interval");
        timers.every(FRESH, fresh, fresh, Level.FINE, finder::findFresh);
        timers.every(DEADLINES, settings.duration("tallystick.coverage.deadlines-interval"), this::checkAll);
    }

    private void checkAll() {
        boolean more;
        do {
            more = deadlines.check();
        } while (more);
    }
}
