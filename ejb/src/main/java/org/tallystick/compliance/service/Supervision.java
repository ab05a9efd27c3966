package org.tallystick.compliance.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.tallystick.access.Viewer;
import org.tallystick.compliance.Coverage;
import org.tallystick.compliance.Found;
import org.tallystick.compliance.MerchantQuery;
import org.tallystick.compliance.MerchantSummary;
import org.tallystick.compliance.Overview;
import org.tallystick.compliance.Period;
import org.tallystick.compliance.TerminalSummary;
import org.tallystick.shared.AuditEvent;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;

/** Dashboards and merchants, for regulators and acquirers' officers; each sees its own part. */
@ApplicationScoped
@PermitAll
public class Supervision {
    private final OverviewRepository overviews;
    private final MerchantRepository merchants;
    private final TerminalRepository terminals;
    private final Event<AuditEvent> audit;
    private final Clock clock;

    @Inject
    Supervision(
            OverviewRepository overviews,
            MerchantRepository merchants,
            TerminalRepository terminals,
            Event<AuditEvent> audit,
            Clock clock) {
        this.overviews = overviews;
        this.merchants = merchants;
        this.terminals = terminals;
        this.audit = audit;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected Supervision() {
        this(null, null, null, null, null);
    }

    /** A merchant with its terminals. */
    public record MerchantDetail(
            MerchantSummary merchant, Map<LocalDate, Coverage> byDay, List<TerminalSummary> terminals) {}

    /** @param region narrows a view of the whole country or of an acquirer; an account for one region keeps its own */
    public Overview overview(Viewer viewer, Optional<String> region, Period period) {
        Scope scope = Scope.of(viewer, region, Optional.empty());
        return new Overview(
                overviews.byDay(scope, period),
                overviews.byAcquirer(scope, period),
                overviews.byRegion(scope, period),
                overviews.certificates(scope, clock.instant()),
                overviews.merchants(scope),
                overviews.terminals(scope));
    }

    /** Regions that the viewer may choose from. */
    public List<String> regions(Viewer viewer) {
        return overviews.regions(Scope.of(viewer));
    }

    public Found<MerchantSummary> merchants(Viewer viewer, MerchantQuery query) {
        Scope scope = Scope.of(viewer, query.region(), query.acquirer());
        return new Found<>(
                merchants.find(scope, query), merchants.count(scope, query.text()), query.page(), MerchantQuery.ROWS);
    }

    /** Reads every page of a list, and records that it was taken out. */
    public void export(Viewer viewer, MerchantQuery query, Consumer<MerchantSummary> reader) {
        Scope scope = Scope.of(viewer, query.region(), query.acquirer());
        long all = merchants.count(scope, query.text());
        audit.fire(viewer.audit(
                        "merchants.export",
                        query.period().from() + "/" + query.period().to())
                .change("", all + " rows"));
        for (int page = 0; (long) page * MerchantQuery.ROWS < all; page++) {
            merchants.find(scope, query.onPage(page)).forEach(reader);
        }
    }

    /**
     * One merchant; looking leaves an audit record.
     *
     * @throws Problem not found, also for a merchant that the viewer may not see
     */
    public MerchantDetail merchant(Viewer viewer, String merchantNo, Period period) {
        Scope scope = Scope.of(viewer);
        MerchantSummary merchant = merchants
                .one(scope, merchantNo, period)
                .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "There is no such merchant."));
        audit.fire(viewer.audit("merchant.view", merchantNo));
        return new MerchantDetail(
                merchant, merchants.byDay(scope, merchantNo, period), terminals.of(scope, merchantNo, clock.instant()));
    }
}
