package org.tallystick.coverage.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.List;
import org.tallystick.access.Viewer;
import org.tallystick.coverage.CauseRate;
import org.tallystick.coverage.Rate;
import org.tallystick.coverage.RateLine;
import org.tallystick.coverage.RateQuery;
import org.tallystick.coverage.RateQuery.Dimension;
import org.tallystick.shared.AuditEvent;

/** How much of what was sold is signed, for regulators, institutions and shops; each sees its own part. */
@ApplicationScoped
@PermitAll
public class CoverageRates {
    private static final int MOST = 100;
    private static final int MOST_IN_FILE = 10_000;

    private final RateRepository rates;
    private final Event<AuditEvent> audit;

    @Inject
    CoverageRates(RateRepository rates, Event<AuditEvent> audit) {
        this.rates = rates;
        this.audit = audit;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected CoverageRates() {
        this(null, null);
    }

    /** Everything together. */
    public Rate total(Viewer viewer, RateQuery query) {
        return rates.total(scope(viewer), query);
    }

    /** The most unsigned first, at most 100; days in their order. */
    public List<Rate> by(Viewer viewer, RateQuery query, Dimension dimension) {
        return rates.by(scope(viewer), query, dimension, dimension == Dimension.DAY ? 366 : MOST);
    }

    /** The same with the cases of these sales, and how long they took. */
    public List<RateLine> lines(Viewer viewer, RateQuery query, Dimension dimension) {
        return rates.lines(scope(viewer), query, dimension, MOST);
    }

    /** Cases by cause, the most first. */
    public List<CauseRate> causes(Viewer viewer, RateQuery query) {
        return rates.causes(scope(viewer), query);
    }

    /** The rows of a file; that it was taken out is recorded. */
    public List<RateLine> export(Viewer viewer, RateQuery query, Dimension dimension) {
        List<RateLine> all = rates.lines(scope(viewer), query, dimension, MOST_IN_FILE);
        audit.fire(
                viewer.audit("coverage.export", query.from() + "/" + query.to()).change("", all.size() + " rows"));
        return all;
    }

    private static CaseScope scope(Viewer viewer) {
        return CaseScope.of(viewer);
    }
}
