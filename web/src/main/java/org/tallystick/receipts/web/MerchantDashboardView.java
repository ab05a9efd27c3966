package org.tallystick.receipts.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.access.web.ViewerView;
import org.tallystick.receipts.ShopOverview;
import org.tallystick.receipts.TerminalHealth;
import org.tallystick.receipts.service.ShopOverviews;
import org.tallystick.shared.ShopTime;
import org.tallystick.shared.web.Amount;
import org.tallystick.shared.web.Moment;
import org.tallystick.shared.web.Preferences;
import org.tallystick.shared.web.Texts;

/** A merchant's first page. */
@Named("merchantDashboard")
@RequestScoped
public class MerchantDashboardView {
    private static final Duration SILENT = Duration.ofHours(24);
    private static final Duration SOON = Duration.ofDays(30);

    @Inject
    private HttpServletRequest request;

    @Inject
    private ShopOverviews overviews;

    @Inject
    private ViewerView viewer;

    private @Nullable ShopOverview overview;

    /**
     * Something to be done.
     *
     * @param due until when, or since when
     * @param go what the button says
     */
    public record Task(String tone, String icon, String name, String why, String due, String link, String go) {}

    /**
     * A terminal of the strip.
     *
     * @param tone of the tag; empty where there is nothing to say but the time
     */
    public record Health(String terminal, String store, String tone, String icon, String state) {}

    public Moment getAt() {
        return Moment.of(overview().at());
    }

    public String getToday() {
        return today().toString();
    }

    /** First of the last 30 days. */
    public String getFirst() {
        return today().minusDays(SearchQuery.DEFAULT_DAYS - 1).toString();
    }

    private LocalDate today() {
        return ShopTime.dayOf(overview().at());
    }

    public String getCount() {
        return Counts.of(overview().today().count());
    }

    public List<Amount> getAmounts() {
        return overview().today().sums().stream()
                .map(sum -> Amount.of(sum, locale()))
                .toList();
    }

    /** Signed receipts in a hundred, rounded down: 100 means all. */
    public String getShare() {
        long all = overview().recent().count();
        if (all == 0) {
            return "—";
        }
        return BigDecimal.valueOf((all - overview().unsigned()) * 100)
                .divide(BigDecimal.valueOf(all), 1, RoundingMode.DOWN)
                .toPlainString();
    }

    public boolean isShared() {
        return overview().recent().count() > 0;
    }

    public String getShareNote() {
        long all = overview().recent().count();
        return words().get(
                        "dash.share.note",
                        Counts.of(all),
                        Counts.of(all - overview().unsigned()));
    }

    public String getUnsigned() {
        return Counts.of(overview().unsigned());
    }

    public SalesChart getChart() {
        return new SalesChart(overview().days(), words(), locale());
    }

    /** The most pressing first. */
    public List<Task> getTasks() {
        List<Task> tasks = new ArrayList<>();
        overview().terminals().forEach(t -> certificate(t).ifPresent(tasks::add));
        overview().terminals().stream().filter(this::isSilent).forEach(t -> tasks.add(silence(t)));
        return tasks;
    }

    private Optional<Task> certificate(TerminalHealth terminal) {
        return terminal.certificateEnd().filter(this::isSoon).map(end -> {
            long days = Math.max(Duration.between(overview().at(), end).toDays(), 0);
            boolean over = end.isBefore(overview().at());
            return new Task(
                    over ? "bad" : "warn",
                    "cert",
                    words().get(over ? "task.certificate.over" : "task.certificate", terminal.terminalNo()),
                    words().get("task.certificate.why"),
                    Moment.of(end).day() + (over ? "" : " · " + words().get("days", days)),
                    "/merchant/terminals/" + terminal.terminalNo(),
                    words().get("task.terminal.go"));
        });
    }

    private Task silence(TerminalHealth terminal) {
        return new Task(
                "bad",
                "wifi",
                words().get("task.silent", terminal.terminalNo()),
                words().get("task.silent.why"),
                terminal.lastHeard().map(t -> Moment.of(t).text()).orElse(""),
                "/merchant/terminals/" + terminal.terminalNo(),
                words().get("task.terminal.go"));
    }

    public List<Health> getTerminals() {
        return overview().terminals().stream().map(this::health).toList();
    }

    public String getTerminalCount() {
        return words().get("dash.terminals.count", overview().terminals().size());
    }

    private Health health(TerminalHealth terminal) {
        String no = terminal.terminalNo();
        if (terminal.lastHeard().isEmpty()) {
            return new Health(no, terminal.store(), "wait", "clock", words().get("health.never"));
        }
        String heard = Moment.of(terminal.lastHeard().get()).text();
        return isSilent(terminal)
                ? new Health(no, terminal.store(), "bad", "wifi", words().get("health.silent", heard))
                : new Health(no, terminal.store(), "", "", heard);
    }

    /** Terminals that were never heard are not in use yet. */
    private boolean isSilent(TerminalHealth terminal) {
        return terminal.lastHeard()
                .filter(t -> t.plus(SILENT).isBefore(overview().at()))
                .isPresent();
    }

    private boolean isSoon(Instant end) {
        return end.minus(SOON).isBefore(overview().at());
    }

    private ShopOverview overview() {
        if (overview == null) {
            overview = overviews.of(viewer.viewer());
        }
        return overview;
    }

    private Texts words() {
        return Texts.of("Merchant", locale());
    }

    private Locale locale() {
        return Preferences.of(request).language().locale();
    }
}
