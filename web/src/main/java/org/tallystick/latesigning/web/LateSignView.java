package org.tallystick.latesigning.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;
import org.tallystick.latesigning.LateLink;
import org.tallystick.latesigning.service.LateSigning.Visit;
import org.tallystick.receipts.ReceiptPage;
import org.tallystick.shared.Money;
import org.tallystick.shared.web.Amount;
import org.tallystick.shared.web.Moment;
import org.tallystick.shared.web.Preferences;
import org.tallystick.shared.web.Texts;
import org.tallystick.signing.Bill;
import org.tallystick.signing.ReceiptNumber;

/** What a cardholder sees behind a link: the sale, the form, and what became of it. */
@Named("lateSign")
@RequestScoped
public class LateSignView {
    private static final String VISIT = "tallystick.late-visit";
    private static final String FORM = "tallystick.late-form";
    private static final int SHOWN_DIGITS = 4;

    @Inject
    private HttpServletRequest request;

    static void show(HttpServletRequest request, Optional<Visit> visit, LateForm form) {
        visit.ifPresent(known -> request.setAttribute(VISIT, known));
        request.setAttribute(FORM, form);
    }

    public LateForm getForm() {
        return (LateForm) request.getAttribute(FORM);
    }

    /** Name of the shop as it is enrolled. */
    public String getShop() {
        return page().merchant().heading(locale());
    }

    public Amount getAmount() {
        return Amount.of(new Money(bill().amount(), Currency.getInstance(bill().currency())), locale());
    }

    /** When the sale was. */
    public Moment getSold() {
        return Moment.of(bill().time());
    }

    public String getKind() {
        return Texts.ofPages(locale()).get("type." + bill().type());
    }

    /** The card's last four digits; empty where the bill names no card. */
    public String getCard() {
        return bill().card()
                .map(Bill.Card::masked)
                .map(masked -> masked.substring(masked.length() - SHOWN_DIGITS))
                .orElse("");
    }

    public String getNumber() {
        return page().report().number().map(ReceiptNumber::grouped).orElse("");
    }

    /** What stands behind the writing, so that it cannot serve another sale; empty where the bill has none. */
    public String getFeature() {
        return bill().cardholderSignature()
                .flatMap(Bill.CardholderSignature::featureCode)
                .orElse("");
    }

    /** Until when the link works. */
    public Moment getUntil() {
        return Moment.of(visit().orElseThrow().link().expires());
    }

    /** When it was signed. */
    public Moment getSigned() {
        return Moment.of(visit().orElseThrow().signature().orElseThrow().time());
    }

    public String getMethod() {
        return words().get("method."
                + visit().orElseThrow().signature().orElseThrow().method());
    }

    /** Place in the ledger, in words. */
    public String getPlace() {
        return visit().orElseThrow()
                .signature()
                .orElseThrow()
                .logged()
                .map(place -> words().get("logged", String.format(Locale.ROOT, "%,d", place)))
                .orElseGet(() -> words().get("logging"));
    }

    /** Public page of the receipt; empty if a later receipt has its link. */
    public String getReceipt() {
        return visit().map(v -> v.page().code())
                .filter(code -> !code.isEmpty())
                .map(code -> "/r/" + code)
                .orElse("");
    }

    /** Why nobody can sign here: {@code unknown}, {@code revoked}, {@code expired}, {@code denied} or {@code over}. */
    public String getWhy() {
        return visit().map(v -> switch (v.state()) {
                    case REVOKED -> "revoked";
                    case EXPIRED -> "expired";
                    case DENIED -> "denied";
                    case OPEN, SIGNED -> "over";
                })
                .orElse("unknown");
    }

    public boolean isDenied() {
        return visit().filter(v -> v.state() == LateLink.State.DENIED).isPresent();
    }

    private Bill bill() {
        return page().bill().orElseThrow();
    }

    private ReceiptPage page() {
        return visit().orElseThrow().page();
    }

    private Optional<Visit> visit() {
        return Optional.ofNullable((Visit) request.getAttribute(VISIT));
    }

    private Texts words() {
        return Texts.of("Late", locale());
    }

    private Locale locale() {
        return Preferences.of(request).language().locale();
    }
}
