package org.tallystick.coverage.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tallystick.access.web.ViewerView;
import org.tallystick.coverage.HealthSign;
import org.tallystick.coverage.HealthTally;
import org.tallystick.coverage.service.TerminalConditions;
import org.tallystick.shared.web.Figures;
import org.tallystick.shared.web.Preferences;

/**
 * How terminals stand, those that may fail soon first; and on dashboards, how many of them there are. The address holds what is chosen:
 * {@code which=signs} for those with signs only, and {@code page}.
 */
@Named("terminalHealth")
@RequestScoped
public class TerminalHealthView {
    @Inject
    private HttpServletRequest request;

    @Inject
    private TerminalConditions conditions;

    @Inject
    private ViewerView viewer;

    @Inject
    private Clock clock;

    private @Nullable HealthTally tally;
    private @Nullable List<TerminalHealthRow> rows;

    /** A choice above the list. */
    public record Choice(String name, String count, String link, boolean chosen) {}

    /** What a sign means and what to do. */
    public record Meaning(String name, String why) {}

    public List<Choice> getChoices() {
        boolean signs = isSignsOnly();
        return List.of(
                new Choice(words().get("health.all"), Figures.of(tally().terminals()), getPath(), !signs),
                new Choice(
                        words().get("health.signs"), Figures.of(tally().signs()), getPath() + "?which=signs", signs));
    }

    public List<TerminalHealthRow> getRows() {
        if (rows == null) {
            Instant now = clock.instant();
            rows = conditions.find(viewer.viewer(), isSignsOnly(), page()).stream()
                    .map(terminal -> TerminalHealthRow.of(terminal, terminalPage(), now, words()))
                    .toList();
        }
        return rows;
    }

    public List<Meaning> getMeanings() {
        return Arrays.stream(HealthSign.values())
                .map(sign -> new Meaning(words().get("health." + sign), words().get("health." + sign + ".why")))
                .toList();
    }

    /** Whether those without signs are left out. */
    public boolean isSignsOnly() {
        return CaseParameters.text(request, "which").equals("signs");
    }

    /** Whether there is any terminal at all. */
    public boolean isAny() {
        return tally().terminals() > 0;
    }

    /** Whether the viewer sees several shops. */
    public boolean isAcross() {
        return !viewer.viewer().role().isMerchant();
    }

    public String getPath() {
        return "/" + viewer.getArea() + "/health";
    }

    /** Address of the page before, or empty. */
    public String getBefore() {
        return page() > 0 ? link(page() - 1) : "";
    }

    /** Address of the next page, or empty. */
    public String getAfter() {
        long all = isSignsOnly() ? tally().signs() : tally().terminals();
        return (long) (page() + 1) * TerminalConditions.ROWS < all ? link(page() + 1) : "";
    }

    /** Whether some report what a dashboard does not say of each of them anyway: outbox, pad, clock. */
    public boolean isReported() {
        return tally().reported() > 0;
    }

    /** How many those are, in words. */
    public String getReportedSentence() {
        return words().get("health.reported", Figures.of(tally().reported()));
    }

    /** How many have any sign, in words. */
    public String getSignsSentence() {
        return words().get("health.sentence", Figures.of(tally().signs()));
    }

    private String link(int page) {
        List<String> parts = new ArrayList<>();
        if (isSignsOnly()) {
            parts.add("which=signs");
        }
        if (page > 0) {
            parts.add("page=" + (page + 1));
        }
        return getPath() + (parts.isEmpty() ? "" : "?" + String.join("&", parts));
    }

    private int page() {
        return CaseParameters.page(CaseParameters.text(request, "page"));
    }

    private String terminalPage() {
        return isAcross() ? "/institution/certificates/" : "/merchant/terminals/";
    }

    private HealthTally tally() {
        if (tally == null) {
            tally = conditions.tally(viewer.viewer());
        }
        return tally;
    }

    private Wording words() {
        return new Wording(Preferences.of(request).language().locale());
    }
}
