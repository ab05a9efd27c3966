package org.tallystick.compliance.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tallystick.access.web.ViewerView;
import org.tallystick.compliance.MerchantSummary;
import org.tallystick.compliance.Period;
import org.tallystick.compliance.TerminalSummary;
import org.tallystick.compliance.service.Supervision;
import org.tallystick.compliance.service.Supervision.MerchantDetail;
import org.tallystick.shared.web.DayChart;
import org.tallystick.shared.web.Figures;
import org.tallystick.shared.web.Moment;
import org.tallystick.shared.web.Preferences;
import org.tallystick.shared.web.Texts;

/** One merchant as supervision sees it: numbers of a period, terminals and their certificates. */
@Named("merchantFile")
@RequestScoped
public class MerchantFileView {
    @Inject
    private HttpServletRequest request;

    @Inject
    private ViewerView viewers;

    @Inject
    private Supervision supervision;

    @Inject
    private Clock clock;

    private @Nullable MerchantDetail detail;

    private @Nullable DayChart chart;

    /** A terminal as a row; times are null where there is none. */
    public record Row(
            String number,
            String store,
            String state,
            String tone,
            String icon,
            @Nullable Moment until,
            @Nullable Moment last) {}

    public String getName() {
        return merchant().name(locale());
    }

    public String getNumber() {
        return merchant().merchantNo();
    }

    public String getPlace() {
        return merchant().region() + " " + merchant().city();
    }

    public String getAcquirer() {
        return merchant().acquirer(locale());
    }

    public String getFrom() {
        return period().from().toString();
    }

    public String getTo() {
        return period().to().toString();
    }

    public String getCoverage() {
        return Figures.percent(merchant().coverage().signedPerTenThousand());
    }

    public String getReceipts() {
        return Figures.of(merchant().coverage().total());
    }

    public String getUnsigned() {
        return Figures.of(merchant().coverage().unsigned());
    }

    public boolean isSeen() {
        return merchant().lastReceipt().isPresent();
    }

    public Moment getLast() {
        return merchant().lastReceipt().map(Moment::of).orElseThrow();
    }

    public DayChart getChart() {
        if (chart == null) {
            chart = ReceiptDays.chart(detail().byDay(), period());
        }
        return chart;
    }

    public String getTerminalCount() {
        return Figures.of(detail().terminals().size());
    }

    public List<Row> getTerminals() {
        return detail().terminals().stream().map(this::row).toList();
    }

    /** Where a regulator looks for single receipts of this merchant. */
    public String getReceiptsLink() {
        return "/regulator/receipts"
                + new QueryText().add("q", getNumber()).add("from", getFrom()).add("to", getTo());
    }

    public String getBack() {
        return "/" + viewers.getArea() + "/merchants"
                + new QueryText().add("from", getFrom()).add("to", getTo());
    }

    private Row row(TerminalSummary terminal) {
        return new Row(
                terminal.terminalNo(),
                terminal.store(),
                Texts.of("Regulator", locale()).get("terminal." + terminal.state()),
                switch (terminal.state()) {
                    case ACTIVE -> "ok";
                    case EXPIRING, EXPIRED -> "warn";
                    case SUSPENDED, NONE -> "wait";
                    case REVOKED -> "bad";
                },
                switch (terminal.state()) {
                    case ACTIVE -> "check";
                    case EXPIRING, EXPIRED -> "clock";
                    case SUSPENDED, NONE -> "low";
                    case REVOKED -> "ban";
                },
                terminal.validUntil().map(Moment::of).orElse(null),
                terminal.lastReceipt().map(Moment::of).orElse(null));
    }

    private MerchantSummary merchant() {
        return detail().merchant();
    }

    private MerchantDetail detail() {
        if (detail == null) {
            detail = supervision.merchant(viewers.viewer(), viewers.path("merchant"), period());
        }
        return detail;
    }

    private Period period() {
        return new Asked(request, clock).period();
    }

    private Locale locale() {
        return Preferences.of(request).language().locale();
    }
}
