package org.tallystick.receipts.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import org.tallystick.receipts.service.LedgerPlaces;
import org.tallystick.receipts.service.ReceiptPages.Gone;
import org.tallystick.shared.web.Moment;
import org.tallystick.signing.ReceiptNumber;

/** The page behind the link of a receipt that was removed after its retention. */
@Named("goneReceipt")
@RequestScoped
public class GoneView {
    private static final String GONE = "tallystick.receipt-gone";

    @Inject
    private HttpServletRequest request;

    static void show(HttpServletRequest request, Gone gone) {
        request.setAttribute(GONE, gone);
    }

    public String getNumber() {
        return ReceiptNumber.grouped(gone().receipt().number());
    }

    public Moment getAt() {
        return Moment.of(gone().receipt().removed());
    }

    public String getPolicy() {
        return gone().receipt().policy();
    }

    public String getIndex() {
        return gone().place().map(place -> String.valueOf(place.index())).orElse("");
    }

    /** Page of the entry with its proof; empty if its log is not known. */
    public String getEntry() {
        return gone().place().map(GoneView::link).orElse("");
    }

    private static String link(LedgerPlaces.Place place) {
        return "/explorer" + place.prefix().substring("/ledger".length()) + "/" + place.index();
    }

    private Gone gone() {
        return (Gone) request.getAttribute(GONE);
    }
}
