package org.tallystick.receipts.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.access.web.ViewerView;
import org.tallystick.receipts.BatchTotals;
import org.tallystick.receipts.BatchTotals.Tally;
import org.tallystick.receipts.CloseRow;
import org.tallystick.receipts.SlipFile;
import org.tallystick.receipts.SlipTotals;
import org.tallystick.receipts.service.DailyClose;
import org.tallystick.receipts.service.MerchantTerminals;
import org.tallystick.shared.Money;
import org.tallystick.shared.ShopTime;
import org.tallystick.shared.web.Amount;
import org.tallystick.shared.web.Moment;
import org.tallystick.shared.web.Preferences;
import org.tallystick.shared.web.Texts;

/** The end of a day: stored totals beside those of the slips. */
@Named("merchantClose")
@RequestScoped
public class MerchantCloseView {
    @Inject
    private HttpServletRequest request;

    @Inject
    private DailyClose closes;

    @Inject
    private MerchantTerminals terminals;

    @Inject
    private ViewerView viewer;

    @Inject
    private Clock clock;

    private @Nullable List<CloseRow> rows;

    /** A kind of bills of a batch. */
    public record Sum(String count, Amount amount) {}

    /**
     * A batch.
     *
     * @param form id of the row's form
     * @param typedCount what the field shows
     * @param tag how both compare, with the difference named
     * @param typed who typed it and when; empty if nobody has
     * @param again whether this row was just refused
     */
    public record Line(
            String form,
            String terminal,
            String batch,
            String currency,
            Sum sales,
            Sum refunds,
            Sum voids,
            Sum net,
            String typedCount,
            String typedNet,
            Layer tag,
            String typed,
            boolean again) {}

    /** The day of the page: as asked for, or today. */
    public String getDay() {
        return day().toString();
    }

    public String getBeforeLink() {
        return "/merchant/close?day=" + day().minusDays(1);
    }

    /** Empty on today's page. */
    public String getAfterLink() {
        return day().isBefore(today()) ? "/merchant/close?day=" + day().plusDays(1) : "";
    }

    /** Receipts of that day. */
    public String getReceiptsLink() {
        return "/merchant/receipts?from=" + day() + "&to=" + day();
    }

    public List<Line> getLines() {
        List<Line> lines = new ArrayList<>();
        for (CloseRow row : rows()) {
            lines.add(line(row, "row" + lines.size()));
        }
        return lines;
    }

    /** How the day stands as a whole. */
    public Layer getState() {
        long different = rows().stream()
                .filter(r -> r.comparison() == CloseRow.Comparison.DIFFERENT)
                .count();
        long open = rows().stream()
                .filter(r -> r.comparison() == CloseRow.Comparison.NOT_TYPED)
                .count();
        if (different > 0) {
            return tag("warn", "alert", words().get("close.state.different", different));
        }
        return open > 0
                ? tag("wait", "clock", words().get("close.state.open", open))
                : tag("ok", "check", words().get("close.state.same"));
    }

    public List<MerchantTerminals.Place> getTerminals() {
        return terminals.of(viewer.viewer());
    }

    private Line line(CloseRow row, String form) {
        BatchTotals.Key key = row.key();
        boolean again = isSubmitted(key);
        Tally none = new Tally(0, 0);
        return new Line(
                form,
                key.terminalNo(),
                key.batchNo(),
                key.currency().getCurrencyCode(),
                sum(key, row.stored().map(BatchTotals::sales).orElse(none), 1),
                sum(key, row.stored().map(BatchTotals::refunds).orElse(none), -1),
                sum(key, row.stored().map(BatchTotals::voids).orElse(none), -1),
                sum(key, row.stored().map(s -> new Tally(s.count(), s.net())).orElse(none), 1),
                again
                        ? parameter("count")
                        : row.slip().map(s -> Long.toString(s.count())).orElse(""),
                again
                        ? parameter("net")
                        : row.slip().map(s -> money(key, s.net()).decimal()).orElse(""),
                compared(row),
                row.slip().map(this::typed).orElse(""),
                again);
    }

    private Sum sum(BatchTotals.Key key, Tally tally, int sign) {
        return new Sum(Counts.of(tally.count()), Amount.of(money(key, sign * tally.amount()), locale()));
    }

    private Layer compared(CloseRow row) {
        return switch (row.comparison()) {
            case NOT_TYPED -> tag("wait", "clock", words().get("close.not-typed"));
            case SAME -> tag("ok", "check", words().get("close.same"));
            case DIFFERENT -> new Layer("", "warn", "alert", words().get("close.different"), difference(row));
        };
    }

    /** Says which side has more, in numbers and in money. */
    private String difference(CloseRow row) {
        List<String> parts = new ArrayList<>();
        if (row.countDifference() != 0) {
            String key = row.countDifference() > 0 ? "close.more-stored" : "close.more-typed";
            parts.add(words().get(key, Counts.of(Math.abs(row.countDifference()))));
        }
        if (row.netDifference() != 0) {
            String key = row.netDifference() > 0 ? "close.net-stored" : "close.net-typed";
            parts.add(words().get(
                            key, money(row.key(), Math.abs(row.netDifference())).format(locale())));
        }
        return String.join(words().get("close.and"), parts);
    }

    private String typed(SlipTotals slip) {
        return words().get(
                        "close.typed", slip.typedBy(), Moment.of(slip.typedAt()).text());
    }

    private boolean isSubmitted(BatchTotals.Key key) {
        return "POST".equals(request.getMethod())
                && parameter("terminal").equals(key.terminalNo())
                && parameter("batch").equals(key.batchNo())
                && parameter("currency").equals(key.currency().getCurrencyCode());
    }

    /** What is wrong with the file that was sent, line by line. */
    public List<String> getFileFaults() {
        return request.getAttribute(MerchantCloseAction.FAULTS) instanceof List<?> faults
                ? faults.stream().map(fault -> words((SlipFile.Fault) fault)).toList()
                : List.of();
    }

    private String words(SlipFile.Fault fault) {
        String what = words().get("close.file." + fault.column());
        return fault.line() == 0 ? what : words().get("close.file.line", Counts.of(fault.line()), what);
    }

    /** Whether the form for a batch that is not listed was refused. */
    public boolean isOtherAgain() {
        return "POST".equals(request.getMethod())
                && !parameter("do").equals("load")
                && getLines().stream().noneMatch(Line::again);
    }

    private String parameter(String name) {
        String value = request.getParameter(name);
        return value == null ? "" : value;
    }

    private static Layer tag(String tone, String icon, String text) {
        return new Layer("", tone, icon, text, "");
    }

    private static Money money(BatchTotals.Key key, long minorUnits) {
        return new Money(minorUnits, key.currency());
    }

    private LocalDate day() {
        return day(parameter("day"))
                .filter(day -> !day.isAfter(today()) && day.getYear() >= 2020)
                .orElseGet(this::today);
    }

    static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private LocalDate today() {
        return ShopTime.today(clock);
    }

    private List<CloseRow> rows() {
        if (rows == null) {
            rows = closes.of(viewer.viewer(), day());
        }
        return rows;
    }

    private Texts words() {
        return Texts.of("Merchant", locale());
    }

    private Locale locale() {
        return Preferences.of(request).language().locale();
    }
}
