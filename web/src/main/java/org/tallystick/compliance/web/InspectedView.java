package org.tallystick.compliance.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.tallystick.access.web.ViewerView;
import org.tallystick.compliance.service.ReceiptInspection;
import org.tallystick.receipts.LedgerPlace;
import org.tallystick.receipts.ReceiptPage;
import org.tallystick.receipts.web.ReceiptView;

/** One receipt that a regulator has opened; what it shows is {@code #{receipt}}'s, once it is open. */
@Named("inspected")
@RequestScoped
public class InspectedView {
    @Inject
    private HttpServletRequest request;

    @Inject
    private ViewerView viewers;

    @Inject
    private ReceiptInspection inspection;

    private boolean open;
    private String explorer = "";

    /** Opens the receipt if a reason is given; must be asked before anything of the receipt. */
    public boolean isOpen() {
        if (!open && request.getMethod().equals("GET") && ReceiptInspection.isReason(getReason())) {
            ReceiptPage page = inspection.open(viewers.viewer(), number(), getReason());
            ReceiptView.show(request, page);
            String digest = page.digest().map(known -> "?digest=" + known).orElse("");
            explorer = page.place().map(place -> explorer(place) + digest).orElse("");
            open = true;
        }
        return open;
    }

    public String getReason() {
        String reason = request.getParameter("reason");
        return reason == null ? "" : reason.strip();
    }

    public String getNumber() {
        return SoughtReceipts.grouped(number());
    }

    /** The receipt's place in the ledger explorer; empty while unknown. */
    public String getExplorer() {
        return explorer;
    }

    private String number() {
        return viewers.path("number").replace("-", "").toUpperCase(Locale.ROOT);
    }

    private static String explorer(LedgerPlace place) {
        int at = place.origin().indexOf("/ledger/");
        return at < 0 ? "" : "/explorer" + place.origin().substring(at + "/ledger".length()) + "/" + place.index();
    }
}
