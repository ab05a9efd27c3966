package org.tallystick.complaints.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tallystick.access.web.ViewerView;
import org.tallystick.complaints.Complaint;
import org.tallystick.complaints.service.ComplaintCases;
import org.tallystick.shared.web.Moment;
import org.tallystick.shared.web.Preferences;
import org.tallystick.shared.web.Texts;

/** One complaint in the portal: the shop answers, institution and regulator decide. */
@Named("complaintCase")
@RequestScoped
public class ComplaintCaseView {
    @Inject
    private HttpServletRequest request;

    @Inject
    private ComplaintCases cases;

    @Inject
    private ViewerView viewer;

    private @Nullable Complaint complaint;

    public ComplaintRow getRow() {
        return ComplaintRow.of(complaint().head(), viewer.getArea(), words(), locale());
    }

    /** Local address of the list. */
    public String getList() {
        return "/" + viewer.getArea() + "/complaints";
    }

    public List<Said> getThread() {
        return Said.of(complaint(), words(), true);
    }

    public boolean isClosed() {
        return complaint().isClosed();
    }

    public boolean isCharge() {
        return complaint().head().kind().isCharge();
    }

    /** Whether the viewer answers; whoever does not decides. */
    public boolean isAnswering() {
        return viewer.viewer().role().isMerchant();
    }

    public boolean isReachable() {
        return complaint().contact().isPresent();
    }

    public String getContact() {
        return complaint().contact().orElse("");
    }

    public String getTerminal() {
        return complaint().head().terminalNo();
    }

    public String getMerchantNo() {
        return complaint().head().merchantNo();
    }

    public Moment getSale() {
        return Moment.of(complaint().head().saleTime());
    }

    /** What the verifier said of the receipt when the complaint was opened. */
    public String getVerdict() {
        return Texts.ofPages(locale())
                .get("answer." + Verdicts.key(complaint().head().verdict()));
    }

    /** The receipt's page in this part of the portal; empty where there is none. */
    public String getReceiptLink() {
        boolean has = viewer.may("MERCHANT_RECEIPT") || viewer.may("REGULATOR_RECEIPT");
        return has ? "/" + viewer.getArea() + "/receipts/" + complaint().head().receipt() : "";
    }

    private Complaint complaint() {
        if (complaint == null) {
            complaint = cases.find(viewer.viewer(), viewer.path("complaint"));
        }
        return complaint;
    }

    private Texts words() {
        return Texts.of("Consumer", locale());
    }

    private Locale locale() {
        return Preferences.of(request).language().locale();
    }
}
