package org.tallystick.coverage.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.tallystick.access.web.ViewerView;
import org.tallystick.coverage.CaseQuery.Which;
import org.tallystick.coverage.CauseRate;
import org.tallystick.coverage.Outcome;
import org.tallystick.coverage.RateQuery;
import org.tallystick.coverage.service.CoverageRates;
import org.tallystick.shared.ShopTime;
import org.tallystick.shared.web.Figures;

/** On dashboards: how much of what was missing at the sales of thirty days was remedied since, and what is open. */
@Named("coverageSince")
@RequestScoped
public class CoverageSinceView {
    private static final int DAYS = 30;

    @Inject
    private HttpServletRequest request;

    @Inject
    private CoverageRates rates;

    @Inject
    private ViewerView viewer;

    @Inject
    private Clock clock;

    private @Nullable Outcome outcome;

    public boolean isAny() {
        return outcome().missing() > 0;
    }

    public String getMissing() {
        return Figures.of(outcome().missing());
    }

    public String getRemedied() {
        return Figures.of(outcome().remedied());
    }

    public String getOpen() {
        return Figures.of(outcome().open());
    }

    /** Closed without a signature. */
    public String getSettled() {
        return Figures.of(outcome().explained() + outcome().lost());
    }

    /** Address of the cases in a state of {@link Which}, of the same days. */
    public String link(String which) {
        return "/" + viewer.getArea() + "/unsigned" + CaseParameters.link(OutcomeLines.cases(query(), Which.of(which)));
    }

    private Outcome outcome() {
        if (outcome == null) {
            outcome = rates.causes(viewer.viewer(), query()).stream()
                    .map(CauseRate::outcome)
                    .reduce(Outcome.NONE, Outcome::plus);
        }
        return outcome;
    }

    private RateQuery query() {
        LocalDate today = ShopTime.today(clock);
        return RateQuery.of(today.minusDays(DAYS - 1), today);
    }
}
