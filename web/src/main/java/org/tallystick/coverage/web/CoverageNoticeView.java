package org.tallystick.coverage.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.tallystick.access.web.ViewerView;
import org.tallystick.coverage.CaseTally;
import org.tallystick.coverage.service.CoverageCases;
import org.tallystick.shared.web.Figures;
import org.tallystick.shared.web.Moment;
import org.tallystick.shared.web.Preferences;

/** That there are cases, on other pages: navigation and dashboards. */
@Named("coverageNotice")
@RequestScoped
public class CoverageNoticeView {
    @Inject
    private HttpServletRequest request;

    @Inject
    private CoverageCases cases;

    @Inject
    private ViewerView viewer;

    private @Nullable CaseTally tally;

    /** Whether somebody has to do something. */
    public boolean isAny() {
        return tally().byHand() > 0;
    }

    public String getOpen() {
        return Figures.of(tally().open());
    }

    public String getByHand() {
        return Figures.of(tally().byHand());
    }

    /** The same in words. */
    public String getSentence() {
        return words().get("notice", getByHand());
    }

    public String getWhy() {
        return tally().automatic() == 0
                ? words().get("notice.why")
                : words().get("notice.why.automatic", Figures.of(tally().automatic()));
    }

    public String getDue() {
        if (tally().overdue() > 0) {
            return words().get("notice.overdue", Figures.of(tally().overdue()));
        }
        return tally().nextDue()
                .map(due -> words().get("notice.due", Moment.of(due).text().substring(5, 16)))
                .orElse("");
    }

    /** Whether some are past their time. */
    public boolean isOverdue() {
        return tally().overdue() > 0;
    }

    public String getLink() {
        return "/" + viewer.getArea() + "/unsigned";
    }

    private CaseTally tally() {
        if (tally == null) {
            tally = cases.tally(viewer.viewer());
        }
        return tally;
    }

    private Wording words() {
        return new Wording(Preferences.of(request).language().locale());
    }
}
