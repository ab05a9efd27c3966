package org.tallystick.coverage.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import org.tallystick.access.Role;
import org.tallystick.access.web.ViewerView;
import org.tallystick.coverage.HoldLine;
import org.tallystick.coverage.service.HoldAdvices;
import org.tallystick.shared.ShopTime;
import org.tallystick.shared.web.Figures;
import org.tallystick.shared.web.Moment;
import org.tallystick.shared.web.Preferences;

/** Advice to an institution on paying out: on the page of a case, and the day that the file of all of it begins with. */
@Named("coverageAdvice")
@RequestScoped
public class CoverageAdviceView {
    @Inject
    private HttpServletRequest request;

    @Inject
    private HoldAdvices advices;

    @Inject
    private ViewerView viewer;

    @Inject
    private Clock clock;

    /** @param until when holding ends or has ended; none, or one */
    public record Line(String advice, String tone, String why, List<Moment> until) {}

    /** For the case of this page: none, or one. */
    public List<Line> getLines() {
        return viewer.viewer().role() == Role.INSTITUTION_OFFICER
                ? advices.of(viewer.viewer(), viewer.path("case")).stream()
                        .map(this::line)
                        .toList()
                : List.of();
    }

    /** Yesterday: what is settled today. */
    public String getDay() {
        return ShopTime.today(clock).minusDays(1).toString();
    }

    private Line line(HoldLine line) {
        Wording words = new Wording(Preferences.of(request).language().locale());
        String rule = line.advised().rule().isEmpty()
                ? words.get("advice.no-rule")
                : words.get("rule.named", line.advised().rule(), line.advised().version());
        String risk = words.get(
                "advice.risk",
                words.get("risk." + line.risk()),
                Figures.of(line.basis().lacking()),
                Figures.of(line.basis().receipts()));
        String tone =
                switch (line.advised().advice()) {
                    case NONE -> "ok";
                    case WARN -> "warn";
                    case HOLD -> "bad";
                };
        return new Line(
                words.get("advice." + line.advised().advice()),
                tone,
                rule + words.get("join.sentence") + risk,
                line.advised().until().map(Moment::of).stream().toList());
    }
}
