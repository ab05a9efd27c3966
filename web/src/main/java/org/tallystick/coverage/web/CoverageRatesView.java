package org.tallystick.coverage.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tallystick.access.web.ViewerView;
import org.tallystick.coverage.CaseQuery;
import org.tallystick.coverage.CauseRate;
import org.tallystick.coverage.CauseTable;
import org.tallystick.coverage.Rate;
import org.tallystick.coverage.RateQuery;
import org.tallystick.coverage.RateQuery.Dimension;
import org.tallystick.coverage.service.CoverageRates;
import org.tallystick.shared.web.DayChart;
import org.tallystick.shared.web.Figures;
import org.tallystick.shared.web.Moment;
import org.tallystick.shared.web.Preferences;
import org.tallystick.shared.web.Texts;

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

    /** A row of rates. @param link narrows the page to it, or leads to its cases; empty where neither is possible */
    public record Row(
            String name,
            String link,
            String receipts,
            String unsigned,
            String share,
            String required,
            String absent,
            String absentShare) {}

    /** Cases of a cause. @param width 0 to 100 */
    public record Line(String name, String link, String count, String open, String mean, String width, boolean hot) {}

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

    /** Whether the page shows a part only. */
    public boolean isNarrowed() {
        return query().region().isPresent() || query().acquirer().isPresent();
    }

    /** Address of the whole, for the same days. */
    public String getWhole() {
        return path()
                + RateParameters.link(
                        new RateQuery(query().from(), query().to(), Optional.empty(), Optional.empty()), dimension());
    }

    public boolean isEmpty() {
        return total().receipts() == 0;
    }

    /** Signed ones in a hundred, rounded down: 100 means all. */
    public String getSigned() {
        return share(total().signed(), total().receipts(), RoundingMode.DOWN);
    }

    public String getSignedNote() {
        return words().get("rates.of", Figures.of(total().signed()), Figures.of(total().receipts()));
    }

    /** Cardholders' signatures in a hundred of those required, rounded down. */
    public String getPresent() {
        return share(total().present(), total().required(), RoundingMode.DOWN);
    }

    public String getPresentNote() {
        return words().get("rates.of", Figures.of(total().present()), Figures.of(total().required()));
    }

    public String getCases() {
        return Figures.of(causes().stream().mapToLong(CauseRate::open).sum());
    }

    public String getCasesNote() {
        return words().get(
                        "rates.cases.of",
                        Figures.of(causes().stream().mapToLong(CauseRate::cases).sum()));
    }

    /** From opening to closing, on average. */
    public String getMean() {
        long closed = 0;
        double sum = 0;
        for (CauseRate rate : causes()) {
            long count = rate.cases() - rate.open();
            if (rate.meanMillis().isPresent()) {
                closed += count;
                sum += (double) rate.meanMillis().getAsLong() * count;
            }
        }
        return closed == 0 ? "—" : words().span(Duration.ofMillis((long) (sum / closed)));
    }

    public List<Choice> getDimensions() {
        return Arrays.stream(Dimension.values())
                .filter(by -> by != Dimension.DAY)
                .map(by -> new Choice(
                        words().get("by." + by), path() + RateParameters.link(query(), by), by == dimension()))
                .toList();
    }

    public String getHeading() {
        return words().get("by." + dimension());
    }

    public List<Row> getRows() {
        return rates.by(viewer.viewer(), query(), dimension()).stream()
                .map(this::row)
                .toList();
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
        long most = all.stream().mapToLong(CauseRate::cases).max().orElse(1);
        return all.stream().map(rate -> line(rate, most)).toList();
    }

    /** Address of the same rows as a file. */
    public String getFile() {
        return "/regulator/coverage.csv" + RateParameters.link(query(), dimension());
    }

    private Line line(CauseRate rate, long most) {
        CaseQuery cases = new CaseQuery(
                Optional.of(rate.cause()),
                Optional.empty(),
                false,
                false,
                "",
                Optional.of(query().from()),
                Optional.of(query().to()),
                0);
        String mean = rate.meanMillis().isPresent()
                ? words().span(Duration.ofMillis(rate.meanMillis().getAsLong()))
                : "—";
        return new Line(
                words().cause(rate.cause()),
                "/" + viewer.getArea() + "/unsigned" + CaseParameters.link(cases),
                Figures.of(rate.cases()),
                Figures.of(rate.open()),
                mean,
                String.format(Locale.ROOT, "%.1f", 100.0 * rate.cases() / most),
                Wording.tone(CauseTable.group(rate.cause())).equals("bad"));
    }

    private Row row(Rate rate) {
        return new Row(
                name(rate),
                link(rate),
                Figures.of(rate.receipts()),
                Figures.of(rate.unsigned()),
                share(rate.unsigned(), rate.receipts(), RoundingMode.UP),
                Figures.of(rate.required()),
                Figures.of(rate.absent()),
                share(rate.absent(), rate.required(), RoundingMode.UP));
    }

    private String name(Rate rate) {
        if (dimension() == Dimension.ENTRY_MODE) {
            return Texts.ofPages(words().locale()).get("mode." + rate.key());
        }
        if (dimension() == Dimension.BRAND) {
            return rate.key().isEmpty() ? words().get("brand.none") : rate.key();
        }
        String name = words().isChinese() ? rate.nameZh() : rate.nameEn();
        return dimension() == Dimension.TERMINAL ? rate.key() + " · " + name : name;
    }

    private String link(Rate rate) {
        RateQuery q = query();
        return switch (dimension()) {
            case INSTITUTION ->
                path()
                        + RateParameters.link(
                                new RateQuery(q.from(), q.to(), q.region(), Optional.of(rate.key())),
                                Dimension.MERCHANT);
            case REGION ->
                path()
                        + RateParameters.link(
                                new RateQuery(q.from(), q.to(), Optional.of(rate.key()), q.acquirer()),
                                Dimension.MERCHANT);
            case MERCHANT, TERMINAL -> "/" + viewer.getArea() + "/unsigned?which=all&q=" + rate.key();
            case BRAND, ENTRY_MODE, DAY -> "";
        };
    }

    private static String share(long part, long whole, RoundingMode mode) {
        if (whole == 0) {
            return "—";
        }
        return BigDecimal.valueOf(part * 100)
                .divide(BigDecimal.valueOf(whole), 2, mode)
                .stripTrailingZeros()
                .toPlainString();
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

    private RateQuery query() {
        return RateParameters.of(request, clock).query();
    }

    private Dimension dimension() {
        return RateParameters.of(request, clock).dimension();
    }

    private String path() {
        return "/" + viewer.getArea() + "/coverage";
    }

    private Wording words() {
        return new Wording(Preferences.of(request).language().locale());
    }
}
