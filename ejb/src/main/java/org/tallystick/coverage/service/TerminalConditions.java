package org.tallystick.coverage.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.tallystick.access.Viewer;
import org.tallystick.coverage.HealthTally;
import org.tallystick.coverage.TerminalCondition;
import org.tallystick.coverage.TerminalCondition.Failures;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ShopTime;

/** How terminals stand, for those who look after them: a shop its own, an institution those of its merchants. */
@ApplicationScoped
@PermitAll
public class TerminalConditions {
    /** Terminals of a page. */
    public static final int ROWS = 50;

    private static final int DAYS = 7;

    private final ConditionRepository conditions;
    private final Clock clock;

    @Inject
    TerminalConditions(ConditionRepository conditions, Clock clock) {
        this.conditions = conditions;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected TerminalConditions() {
        this(null, null);
    }

    /**
     * Those with signs first, then by number.
     *
     * @param signsOnly leaves out those without
     * @param page from 0
     * @throws Problem forbidden for roles that look after no terminals
     */
    public List<TerminalCondition> find(Viewer viewer, boolean signsOnly, int page) {
        Instant now = clock.instant();
        List<TerminalCondition> found = conditions.find(CaseScope.ofTerminals(viewer), signsOnly, page, ROWS, now);
        LocalDate from = ShopTime.dayOf(now).minusDays(DAYS - 1);
        Map<String, Failures> failures = conditions.failures(found, from);
        return found.stream()
                .map(terminal -> terminal.with(failures.getOrDefault(terminal.terminalNo(), Failures.NONE)))
                .toList();
    }

    /** How many there are. @throws Problem forbidden for roles that look after no terminals */
    public HealthTally tally(Viewer viewer) {
        return conditions.tally(CaseScope.ofTerminals(viewer), clock.instant());
    }
}
