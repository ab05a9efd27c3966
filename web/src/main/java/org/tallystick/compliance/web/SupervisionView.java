package org.tallystick.compliance.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.access.Role;
import org.tallystick.access.Viewer;
import org.tallystick.access.web.ViewerView;
import org.tallystick.compliance.Coverage;
import org.tallystick.compliance.GroupCount;
import org.tallystick.compliance.Overview;
import org.tallystick.compliance.Period;
import org.tallystick.compliance.service.Supervision;
import org.tallystick.ledger.service.LedgerExplorer;
import org.tallystick.ledger.service.LedgerIncidents;
import org.tallystick.ledger.service.LogState;
import org.tallystick.ledger.service.StoredIncident;
import org.tallystick.shared.web.DayChart;
import org.tallystick.shared.web.Figures;
import org.tallystick.shared.web.Moment;
import org.tallystick.shared.web.Preferences;
import org.tallystick.shared.web.Texts;

/** The dashboards of regulators and institutions: numbers of a period and a region, all of them links to what they count. */
@Named("supervision")
@RequestScoped
public class SupervisionView {
    @Inject
    private HttpServletRequest request;

    @Inject
    private ViewerView viewers;

    @Inject
    private Supervision supervision;

    @Inject
    private LedgerExplorer ledger;

    @Inject
    private LedgerIncidents incidents;

    @Inject
    private Clock clock;

    private @Nullable Overview overview;

    private @Nullable DayChart chart;

    /** A line of a table of counts. */
    public record Row(String key, String name, String signed, String unsigned, String rate, String link) {}

    /** A bar of a list, 0 to 100 wide. */
    public record Line(String name, String count, String width, boolean hot) {}

    /** A log and its newest public checkpoint. */
    public record Log(String name, String link, String size, Moment time) {}

    public Period getPeriod() {
        return asked().period();
    }

    public String getFrom() {
        return getPeriod().from().toString();
    }

    public String getTo() {
        return getPeriod().to().toString();
    }

    /** The region asked for, or the only one that the account may see. */
    public String getRegion() {
        Viewer viewer = viewers.viewer();
        return viewer.role() == Role.REGULATOR
                ? viewer.scope().orElseGet(() -> asked().text("region"))
                : asked().text("region");
    }

    /** Whether there is a region to choose. */
    public boolean isFree() {
        return viewers.viewer().role() != Role.REGULATOR
                || viewers.viewer().scope().isEmpty();
    }

    public List<String> getRegions() {
        return supervision.regions(viewers.viewer());
    }

    public String getTitle() {
        return getRegion().isEmpty() ? texts().get("everywhere") : getRegion();
    }

    public Moment getNow() {
        return Moment.of(clock.instant());
    }

    public String getCoverage() {
        return Figures.percent(coverage().signedPerTenThousand());
    }

    public String getReceipts() {
        return texts().get(
                        "of-receipts",
                        Figures.of(coverage().signed()),
                        Figures.of(coverage().total()));
    }

    public String getUnsigned() {
        return Figures.of(coverage().unsigned());
    }

    public String getMerchants() {
        return Figures.of(overview().merchants());
    }

    public String getTerminals() {
        return texts().get("terminals.count", Figures.of(overview().terminals()));
    }

    public String getChartTitle() {
        String total = Figures.of(coverage().total());
        return coverage().unsigned() == 0
                ? texts().get("chart.all-signed", total)
                : texts().get(
                                "chart.some-unsigned",
                                total,
                                getUnsigned(),
                                Figures.percent(coverage().unsignedPerTenThousand()));
    }

    public DayChart getChart() {
        if (chart == null) {
            chart = ReceiptDays.chart(overview().byDay(), getPeriod());
        }
        return chart;
    }

    public List<Row> getAcquirers() {
        return overview().byAcquirer().stream().map(g -> row(g, "acquirer")).toList();
    }

    public List<Row> getPlaces() {
        return overview().byRegion().stream().map(g -> row(g, "region")).toList();
    }

    public List<Line> getCertificates() {
        var c = overview().certificates();
        long most = Math.max(1, Math.max(c.active(), Math.max(c.expired(), Math.max(c.suspended(), c.revoked()))));
        return List.of(
                line("active", c.active(), most, false),
                line("expiring", c.expiring(), most, c.expiring() > 0),
                line("expired", c.expired(), most, c.expired() > 0),
                line("suspended", c.suspended(), most, false),
                line("revoked", c.revoked(), most, false));
    }

    /** What is wrong with logs, for regulators: in the words of the ledger. */
    public List<StoredIncident> getIncidents() {
        return viewers.viewer().role() == Role.REGULATOR ? incidents.open() : List.of();
    }

    /** Of an institution only its own. */
    public List<Log> getLogs() {
        Viewer viewer = viewers.viewer();
        Optional<String> own = viewer.role() == Role.REGULATOR ? Optional.empty() : viewer.scope();
        return ledger.logs().stream()
                .filter(state -> own.isEmpty() || own.get().equals(state.log().acquirer()))
                .map(SupervisionView::log)
                .toList();
    }

    /** Entries of all logs in view. */
    public String getEntries() {
        return Figures.of(ledger.logs().stream()
                .filter(state -> getLogs().stream()
                        .anyMatch(log -> log.name().equals(state.log().origin())))
                .mapToLong(LogState::size)
                .sum());
    }

    /** The merchants behind a number, in an order that shows it. */
    public String merchantsLink(String order) {
        return "/" + viewers.getArea() + "/merchants"
                + query().add("order", order).add("region", getRegion());
    }

    /** This page with the last days. */
    public String daysLink(int days) {
        return new QueryText()
                .add("from", asked().today().minusDays(days - 1L).toString())
                .add("to", asked().today().toString())
                .add("region", isFree() ? getRegion() : "")
                .toString();
    }

    public boolean isLast(int days) {
        return getPeriod().equals(new Period(asked().today().minusDays(days - 1L), asked().today()));
    }

    private static Log log(LogState state) {
        return new Log(
                state.log().origin(),
                state.log().explorerPath(),
                Figures.of(state.size()),
                Moment.of(Instant.ofEpochMilli(state.publishedAt())));
    }

    private Row row(GroupCount group, String filter) {
        QueryText query = query().add("order", "UNSIGNED").add(filter, group.key());
        return new Row(
                group.key(),
                group.name(locale()),
                Figures.of(group.coverage().signed()),
                Figures.of(group.coverage().unsigned()),
                Figures.percent(group.coverage().unsignedPerTenThousand()),
                "/" + viewers.getArea() + "/merchants"
                        + (filter.equals("region") ? query : query.add("region", getRegion())));
    }

    private Line line(String key, long count, long most, boolean hot) {
        String width = String.format(Locale.ROOT, "%.1f", 100.0 * count / most);
        return new Line(texts().get("certificates." + key), Figures.of(count), width, hot);
    }

    private QueryText query() {
        return new QueryText().add("from", getFrom()).add("to", getTo());
    }

    private Coverage coverage() {
        return overview().coverage();
    }

    private Overview overview() {
        if (overview == null) {
            overview = supervision.overview(
                    viewers.viewer(), Optional.of(getRegion()).filter(region -> !region.isEmpty()), getPeriod());
        }
        return overview;
    }

    private Asked asked() {
        return new Asked(request, clock);
    }

    private Locale locale() {
        return Preferences.of(request).language().locale();
    }

    private Texts texts() {
        return Texts.of("Regulator", locale());
    }
}
