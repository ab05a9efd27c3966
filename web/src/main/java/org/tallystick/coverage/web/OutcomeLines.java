package org.tallystick.coverage.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.tallystick.coverage.CaseQuery;
import org.tallystick.coverage.CaseQuery.Which;
import org.tallystick.coverage.Outcome;
import org.tallystick.coverage.RateQuery;
import org.tallystick.coverage.Remedy;
import org.tallystick.shared.web.Figures;

/**
 * What has become of what was missing at the sale, as pages show it: remedied since, by what; explained; given up; open.
 *
 * @param sentence the whole in words
 * @param lines parts that add up to the whole; empty if nothing was missing
 */
public record OutcomeLines(String sentence, List<Line> lines) {
    /** A part. @param link its cases; empty where no list is only of them @param width 0 to 100 @param hot something is still to be done */
    public record Line(String name, String link, String count, String width, boolean hot) {}

    static OutcomeLines of(Outcome outcome, RateQuery query, String area, Wording words) {
        List<Line> lines = new ArrayList<>();
        String list = "/" + area + "/unsigned";
        String remedied = list + CaseParameters.link(cases(query, Which.REMEDIED));
        Arrays.stream(Remedy.values())
                .filter(Remedy::isSignature)
                .forEach(remedy -> add(lines, words.get("later." + remedy), remedied, outcome.by(remedy), outcome));
        add(lines, words.get("later.EXPLAINED"), "", outcome.explained(), outcome);
        add(lines, words.get("state.UNREMEDIABLE"), "", outcome.lost(), outcome);
        if (outcome.open() > 0) {
            String open = list + CaseParameters.link(cases(query, Which.OPEN));
            lines.add(line(words.get("rates.cases.open"), open, outcome.open(), outcome, true));
        }
        return new OutcomeLines(
                words.get(
                        "later.sentence",
                        Figures.of(outcome.missing()),
                        Figures.of(outcome.remedied()),
                        Figures.of(outcome.open())),
                lines);
    }

    private static void add(List<Line> lines, String name, String link, long count, Outcome outcome) {
        if (count > 0) {
            lines.add(line(name, link, count, outcome, false));
        }
    }

    private static Line line(String name, String link, long count, Outcome outcome, boolean hot) {
        return new Line(name, link, Figures.of(count), Figures.width(count, outcome.missing()), hot);
    }

    /** Cases of the sales of the same days; what else narrows rates cannot narrow lists of cases. */
    static CaseQuery cases(RateQuery query, Which which) {
        return new CaseQuery(
                Optional.empty(), Optional.empty(), which, "", Optional.of(query.from()), Optional.of(query.to()), 0);
    }
}
