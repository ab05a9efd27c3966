package org.tallystick.latesigning.service;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import org.tallystick.retention.ErasureRegister;
import org.tallystick.retention.service.ErasureBook;
import org.tallystick.shared.service.RepeatedJobs;
import org.tallystick.shared.service.Settings;

/**
 * Ends links whose time is over, and puts into the ledger what a crash has left. A wrong setting stops the start; before it, what a restored
 * database has brought back is erased again.
 */
@Singleton
@Startup
@DependsOn("Migrations")
@TransactionManagement(TransactionManagementType.BEAN)
@PermitAll
public class LateStart {
    private static final String TIDY = "late-tidy";
    private static final int MOST = 100;

    @Inject
    LateLinks links;

    @Inject
    LateLedger ledger;

    @Inject
    LateErasures erasures;

    @Inject
    ErasureBook register;

    @Inject
    Settings settings;

    @Inject
    RepeatedJobs timers;

    @PostConstruct
    void start() {
        settings.duration("tallystick.late.link-life");
        settings.duration("tallystick.late.origin-window");
        settings.integer("tallystick.late.links-a-day");
        replay();
        timers.every(TIDY, settings.duration("tallystick.late.tidy-interval"), this::tidy);
    }

    private void replay() {
        long reached = 0;
        for (ErasureRegister.Piece piece = register.from(reached);
                piece.next() != reached;
                piece = register.from(reached)) {
            erasures.replay(piece.lines());
            reached = piece.next();
        }
    }

    private void tidy() {
        boolean more;
        do {
            more = links.expire(MOST);
        } while (more);
        ledger.publish();
    }
}
