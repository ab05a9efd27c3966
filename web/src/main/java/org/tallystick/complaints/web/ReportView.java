package org.tallystick.complaints.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tallystick.complaints.ComplaintKind;
import org.tallystick.receipts.ReceiptPage;
import org.tallystick.receipts.web.Fact;
import org.tallystick.shared.Money;
import org.tallystick.shared.web.Amount;
import org.tallystick.shared.web.Moment;
import org.tallystick.shared.web.Preferences;
import org.tallystick.shared.web.Texts;
import org.tallystick.signing.Bill;
import org.tallystick.signing.ReceiptNumber;
import org.tallystick.verification.Outcome;

/** The form of a complaint about one receipt. */
@Named("report")
@RequestScoped
public class ReportView {
    private static final String PAGE = "tallystick.report-page";
    private static final String FORM = "tallystick.report-form";

    @Inject
    private HttpServletRequest request;

    static void show(HttpServletRequest request, ReceiptPage page, ReportForm form) {
        request.setAttribute(PAGE, page);
        request.setAttribute(FORM, form);
    }

    /** A kind to choose. */
    public record Kind(String value, String name, boolean chosen) {}

    public String getPath() {
        return "/r/" + page().code();
    }

    public ReportForm getForm() {
        return (ReportForm) request.getAttribute(FORM);
    }

    public List<Kind> getKinds() {
        return Arrays.stream(ComplaintKind.values())
                .map(kind -> new Kind(
                        kind.name(), words().get("kind." + kind), getForm().has(kind.name())))
                .toList();
    }

    public String getMerchant() {
        return page().merchant().heading(locale());
    }

    public List<Fact> getFacts() {
        return page().report().number().stream()
                .map(number -> new Fact(texts().get("detail.number"), ReceiptNumber.grouped(number), "no"))
                .toList();
    }

    /** Whether signatures vouch for amount and time, so that they may be shown. */
    public boolean isVouched() {
        return bill().isPresent();
    }

    public Amount getAmount() {
        Bill bill = bill().orElseThrow();
        return Amount.of(new Money(bill.amount(), Currency.getInstance(bill.currency())), locale());
    }

    public Moment getTime() {
        return Moment.of(bill().orElseThrow().time());
    }

    private Optional<Bill> bill() {
        return page().report().outcome() == Outcome.NOT_GENUINE ? Optional.empty() : page().bill();
    }

    private ReceiptPage page() {
        return (ReceiptPage) request.getAttribute(PAGE);
    }

    private Texts words() {
        return Texts.of("Consumer", locale());
    }

    private Texts texts() {
        return Texts.ofPages(locale());
    }

    private Locale locale() {
        return Preferences.of(request).language().locale();
    }
}
