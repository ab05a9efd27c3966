package org.tallystick.reconciliation.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Optional;
import org.tallystick.access.Viewer;
import org.tallystick.reconciliation.SettlementFile;
import org.tallystick.reconciliation.SettlementState;
import org.tallystick.reconciliation.service.SettlementDesk;
import org.tallystick.shared.Problem;
import org.tallystick.work.Work;
import org.tallystick.work.service.WorkDesk;

/** Has settlement files read, as long work of whoever handed them in. */
@ApplicationScoped
class SettlementReading {
    @Inject
    SettlementDesk desk;

    @Inject
    WorkDesk works;

    @Inject
    SettlementImportWork work;

    /** @param language of the list of bad lines */
    void start(Viewer viewer, String number, Locale language) {
        desk.note(viewer, number, works.start(viewer, work, "number=" + number, language));
    }

    /** Has it read if it waits and nobody is at it: what read it was cut off. */
    void resume(Viewer viewer, SettlementFile file, Locale language) {
        boolean waits = file.state() == SettlementState.STAGED && !file.reading();
        boolean worked = work(works, viewer, file)
                .filter(found -> !found.state().isOver())
                .isPresent();
        if (waits && !worked) {
            start(viewer, file.number(), language);
        }
    }

    /** The work that reads a file, or read it last; empty for anybody but the account that started it. */
    static Optional<Work> work(WorkDesk works, Viewer viewer, SettlementFile file) {
        if (file.work().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(works.find(viewer, file.work()));
        } catch (Problem e) {
            return Optional.empty();
        }
    }
}
