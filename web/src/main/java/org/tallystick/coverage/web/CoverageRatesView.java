package org.tallystick.coverage.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tallystick.access.web.ViewerView;
import org.tallystick.coverage.CaseQuery;
import org.tallystick.coverage.CaseQuery.Which;
import org.tallystick.coverage.CauseRate;
import org.tallystick.coverage.CauseTable;
import org.tallystick.coverage.Outcome;
import org.tallystick.coverage.Rate;
import org.tallystick.coverage.RateQuery;
import org.tallystick.coverage.RateQuery.Dimension;
import org.tallystick.coverage.service.CoverageRates;
import org.tallystick.shared.web.DayChart;
import org.tallystick.shared.web.Figures;
import org.tallystick.shared.web.Moment;
import org.tallystick.shared.web.Preferences;

/** How much of what was sold is signed, by whatever is asked for, and what the lack of it was due to. */
@Named("coverageRates")
@RequestScoped
public class CoverageRatesView {
    @Inject
    private HttpServletRequest request;

    @Inject
    private CoverageRates rates;

    @Inject
    private ViewerView viewer;

    @Inject
    private Clock clock;

    private @Nullable Rate total;

    private @Nullable DayChart trend;

    private @Nullable List<CauseRate> causes;

    /** Cases of a cause. @param width 0 to 100 */
    public record Line(
            String name,
            String link,
            String count,
            String remedied,
            String open,
            String mean,
            String width,
            boolean hot) {}

    /** A way to divide the receipts. */
    public record Choice(String name, String link, boolean chosen) {}

    public Moment getNow() {
        return Moment.of(clock.instant());
    }

    public String getFrom() {
        return query().from().toString();
    }

    public String getTo() {
        return query().to().toString();
    }

    public String getRegion() {
        return query().region().orElse("");
    }

    public String getAcquirer() {
        return query().acquirer().orElse("");
    }

    /** What of a device the page is narrowed to, one after the other; a field of the form keeps each. */
    public String getBrand() {
        return told(query().device().brand());
    }

    public String getModel() {
        return told(query().device().model());
    }

    public String getFirmware() {
        return told(query().device().firmware());
    }

    private static String told(Optional<String> value) {
        return value.map(RateParameters::told).orElse("");
    }

    /** Whether the page shows a part only. */
    public boolean isNarrowed() {
        return query().isNarrowed();
    }

    /** In words, what part that is. */
    public String getPart() {
        RateQuery q = query();
        return Stream.of(
                        q.region(),
                        q.acquirer(),
                        q.device().brand(),
                        q.device().model(),
                        q.device().firmware())
                .flatMap(Optional::stream)
                .map(text -> text.isEmpty() ? words().get("device.untold") : text)
                .collect(Collectors.joining(" · "));
    }

    /** How the rows are divided, for the form. */
    public String getBy() {
        return dimension().name().toLowerCase(Locale.ROOT);
    }

    /** Address of the whole, for the same days. */
    public String getWhole() {
        return path() + RateParameters.link(RateQuery.of(query().from(), query().to()), dimension());
    }

    public boolean isEmpty() {
        return total().receipts() == 0;
    }

    /** Signed ones in a hundred, rounded down: 100 means all. */
    public String getSigned() {
        return RateRow.share(total().signed(), total().receipts(), RoundingMode.DOWN);
    }

    public String getSignedNote() {
        return words().get("rates.of", Figures.of(total().signed()), Figures.of(total().receipts()));
    }

    /** Cardholders' signatures in a hundred of those required, rounded down. */
    public String getPresent() {
        return RateRow.share(total().present(), total().required(), RoundingMode.DOWN);
    }

    public String getPresentNote() {
        String atSale = words().get("rates.of", Figures.of(total().present()), Figures.of(total().required()));
        long later = outcome().cardholder();
        return later == 0 ? atSale : words().get("rates.later", atSale, Figures.of(later));
    }

    public String getCases() {
        return Figures.of(outcome().open());
    }

    public String getCasesNote() {
        return words().get("rates.cases.of", Figures.of(outcome().missing()));
    }

    /** From opening to closing, on average. */
    public String getMean() {
        return words().mean(outcome());
    }

    /** What has become of what was missing, in parts that add up to it. */
    public OutcomeLines getOutcome() {
        return OutcomeLines.of(outcome(), query(), viewer.getArea(), words());
    }

    public List<Choice> getDimensions() {
        return RateParameters.offered(viewer.viewer().role()).stream()
                .map(by -> new Choice(
                        words().get("by." + by), path() + RateParameters.link(query(), by), by == dimension()))
                .toList();
    }

    public String getHeading() {
        return words().get("by." + dimension());
    }

    public List<RateRow> getRows() {
        RateRow.Place place = new RateRow.Place(viewer.getArea(), query(), dimension());
        return rates.lines(viewer.viewer(), query(), dimension()).stream()
                .map(line -> RateRow.of(line, place, words()))
                .toList();
    }

    /** Where the receipts themselves, or whose they are, can be seen. */
    public String getSales() {
        return "/" + viewer.getArea() + (viewer.may("INSTITUTION_MERCHANTS") ? "/merchants" : "/receipts");
    }

    /** Address of the cases. */
    public String getUnsigned() {
        return "/" + viewer.getArea() + "/unsigned";
    }

    /** What is missing by day: terminals' signatures below, cardholders' above. */
    public DayChart getTrend() {
        if (trend == null) {
            Map<String, Rate> byDay = rates.by(viewer.viewer(), query(), Dimension.DAY).stream()
                    .collect(Collectors.toMap(rate -> rate.key().substring(0, 10), Function.identity()));
            trend = DayChart.of(query().from()
                    .datesUntil(query().to().plusDays(1))
                    .map(day -> missing(day, Optional.ofNullable(byDay.get(day.toString()))))
                    .toList());
        }
        return trend;
    }

    private static DayChart.Day missing(LocalDate day, Optional<Rate> rate) {
        return new DayChart.Day(
                day, rate.map(Rate::unsigned).orElse(0L), rate.map(Rate::absent).orElse(0L));
    }

    public List<Line> getCauses() {
        List<CauseRate> all = causes();
        long most = all.stream().mapToLong(rate -> rate.outcome().cases()).max().orElse(1);
        return all.stream().map(rate -> line(rate, most)).toList();
    }

    /** Address of the same rows as a file. */
    public String getFile() {
        return path() + ".csv" + RateParameters.link(query(), dimension());
    }

    private Line line(CauseRate rate, long most) {
        Outcome outcome = rate.outcome();
        CaseQuery cases = OutcomeLines.cases(query(), Which.ALL).of(rate.cause());
        return new Line(
                words().cause(rate.cause()),
                "/" + viewer.getArea() + "/unsigned" + CaseParameters.link(cases),
                Figures.of(outcome.cases()),
                Figures.of(outcome.remedied()),
                Figures.of(outcome.open()),
                words().mean(outcome),
                Figures.width(outcome.cases(), most),
                Wording.tone(CauseTable.group(rate.cause())).equals("bad"));
    }

    private Rate total() {
        if (total == null) {
            total = rates.total(viewer.viewer(), query());
        }
        return total;
    }

    private List<CauseRate> causes() {
        if (causes == null) {
            causes = rates.causes(viewer.viewer(), query());
        }
        return causes;
    }

    private Outcome outcome() {
        return causes().stream().map(CauseRate::outcome).reduce(Outcome.NONE, Outcome::plus);
    }

    private RateQuery query() {
        return RateParameters.of(request, clock, viewer.viewer().role()).query();
    }

    private Dimension dimension() {
        return RateParameters.of(request, clock, viewer.viewer().role()).dimension();
    }

    private String path() {
        return "/" + viewer.getArea() + "/coverage";
    }

    private Wording words() {
        return new Wording(Preferences.of(request).language().locale());
    }
}
