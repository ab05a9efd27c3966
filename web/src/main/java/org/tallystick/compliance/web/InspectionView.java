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
import org.tallystick.compliance.Found;
import org.tallystick.compliance.ReceiptQuery;
import org.tallystick.compliance.ReceiptSummary;
import org.tallystick.compliance.service.ReceiptInspection;
import org.tallystick.shared.web.Amount;
import org.tallystick.shared.web.Figures;
import org.tallystick.shared.web.Moment;
import org.tallystick.shared.web.Preferences;
import org.tallystick.shared.web.Texts;

/** Receipts across merchants. First the reason, then what was looked for. */
@Named("inspection")
@RequestScoped
public class InspectionView {
    @Inject
    private HttpServletRequest request;

    @Inject
    private ViewerView viewers;

    @Inject
    private ReceiptInspection inspection;

    @Inject
    private Clock clock;

    private @Nullable Found<ReceiptSummary> found;

    /** A receipt as a row. */
    public record Row(
            String number,
            String merchant,
            String terminal,
            String type,
            Amount amount,
            Moment arrival,
            boolean signed,
            String link) {}

    /** Whether a reason is given and something narrow enough is asked for, so that receipts may be shown. */
    public boolean isShown() {
        return request.getMethod().equals("GET") && ReceiptInspection.isReason(getReason()) && sought().isNarrow();
    }

    /** Whether something was asked for that is no number, terminal, merchant or amount. */
    public boolean isUnread() {
        return !getText().isEmpty() && !sought().isNarrow();
    }

    public String getReason() {
        String reason = request.getParameter("reason");
        return reason == null ? "" : reason.strip();
    }

    public String getText() {
        return asked().text("q");
    }

    public String getFrom() {
        return asked().text("from");
    }

    public String getTo() {
        return asked().text("to");
    }

    public List<Row> getRows() {
        return found().rows().stream().map(this::row).toList();
    }

    public boolean isNone() {
        return found().rows().isEmpty();
    }

    /** Whether figures that lead here may count more than this list has. */
    public boolean isPart() {
        return inspection.isPartOf(viewers.viewer(), sought());
    }

    public String getCount() {
        String key = found().total() < ReceiptQuery.MOST ? "receipts.count" : "receipts.count.many";
        return texts().get(key, Figures.of(found().total()));
    }

    /** Address of the same receipts as a file. */
    public String getFileLink() {
        return "/regulator/receipts.csv" + SoughtReceipts.address(asked(), getReason());
    }

    public Pager getPager() {
        return Pager.of(found(), texts(), page -> SoughtReceipts.address(asked(), getReason())
                .add("page", page == 1 ? "" : String.valueOf(page))
                .toString());
    }

    private Row row(ReceiptSummary receipt) {
        Locale locale = locale();
        return new Row(
                SoughtReceipts.grouped(receipt.number()),
                locale.getLanguage().equals("zh") ? receipt.merchantZh() : receipt.merchantEn(),
                receipt.terminalNo(),
                Texts.ofPages(locale).get("type." + receipt.type()),
                Amount.of(receipt.amount(), locale),
                Moment.of(receipt.arrival()),
                receipt.signed(),
                "/regulator/receipts/" + receipt.number() + new QueryText().add("reason", getReason()));
    }

    private Found<ReceiptSummary> found() {
        if (found == null) {
            found = inspection.find(viewers.viewer(), sought(), getReason());
        }
        return found;
    }

    private ReceiptQuery sought() {
        return SoughtReceipts.of(asked());
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
