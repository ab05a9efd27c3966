package org.tallystick.complaints.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import org.tallystick.complaints.Complaint;
import org.tallystick.complaints.ComplaintHead;
import org.tallystick.complaints.ComplaintText;
import org.tallystick.receipts.service.ReceiptPages;
import org.tallystick.shared.OneTimeCode;
import org.tallystick.shared.web.Amount;
import org.tallystick.shared.web.Moment;
import org.tallystick.shared.web.Preferences;
import org.tallystick.shared.web.Texts;
import org.tallystick.signing.ReceiptNumber;

/** A complaint as the consumer sees it who has its code, and the forms that lead to one. */
@Named("complaint")
@RequestScoped
public class ComplaintView {
    private static final String COMPLAINT = "tallystick.complaint";
    private static final String CODE = "tallystick.complaint-code";
    private static final String FAULT = "tallystick.complaint-fault";
    private static final String WAIT = "tallystick.complaint-wait";

    @Inject
    private HttpServletRequest request;

    @Inject
    private ReceiptPages pages;

    static void show(HttpServletRequest request, Complaint complaint, OneTimeCode code) {
        request.setAttribute(COMPLAINT, complaint);
        request.setAttribute(CODE, code);
    }

    /** @param key of the words that say what is wrong; empty for nothing */
    static void fault(HttpServletRequest request, String key) {
        request.setAttribute(FAULT, key);
    }

    static void wait(HttpServletRequest request, String seconds) {
        request.setAttribute(WAIT, seconds);
    }

    public boolean isFaulty() {
        return request.getAttribute(FAULT) instanceof String key && !key.isEmpty();
    }

    /** What is wrong, in words. */
    public String getFault() {
        return words().get(
                        String.valueOf(request.getAttribute(FAULT)),
                        request.getAttribute(WAIT) instanceof String seconds ? seconds : "");
    }

    /** What was typed into a field, or asked for in the address. */
    public String typed(String name) {
        String value = request.getParameter(name);
        return value != null ? value : name.equals("number") ? numberOfPath() : "";
    }

    private String numberOfPath() {
        String path = String.valueOf(request.getAttribute(jakarta.servlet.RequestDispatcher.FORWARD_PATH_INFO));
        return path.startsWith("/") ? path.substring(1) : "";
    }

    public String getNumber() {
        return head().number().grouped();
    }

    public String getCode() {
        return code().grouped();
    }

    public String getPath() {
        return "/complaints/" + head().number().text();
    }

    /** Public address that leads back here. */
    public String getLink() {
        return pages.state().baseUrl() + ComplaintsServlet.path(head().number(), code());
    }

    /** The code as forms carry it. */
    public String getSecret() {
        return code().text();
    }

    public String getState() {
        return words().get("state." + head().state());
    }

    public String getStateWhy() {
        return words().get("state.why." + head().state());
    }

    public String getTone() {
        return complaint().isClosed() || head().state().name().equals("ANSWERED") ? "ok" : "wait";
    }

    public String getKind() {
        return words().get("kind." + head().kind());
    }

    public boolean isCharge() {
        return head().kind().isCharge();
    }

    public boolean isClosed() {
        return complaint().isClosed();
    }

    public String getMerchant() {
        return locale().getLanguage().equals("zh") ? head().merchantZh() : head().merchantEn();
    }

    public String getReceipt() {
        return ReceiptNumber.grouped(head().receipt());
    }

    /** Local address of the receipt; empty if a later one took its link over. */
    public String getReceiptLink() {
        return head().receiptCode().map(code -> "/r/" + code).orElse("");
    }

    public Amount getAmount() {
        return Amount.of(head().amount(), locale());
    }

    public Moment getOpened() {
        return Moment.of(head().opened());
    }

    /** What the verifier said of the receipt when the complaint was opened. */
    public String getVerdict() {
        return Texts.ofPages(locale()).get("answer." + Verdicts.key(head().verdict()));
    }

    public List<Said> getThread() {
        return Said.of(complaint(), words(), false);
    }

    /** What has just been done, in words; empty for nothing. */
    public String getNotice() {
        String key = "done." + typed("done");
        return words().has(key) ? words().get(key) : "";
    }

    public boolean isNew() {
        return typed("done").equals("opened");
    }

    public int getLongest() {
        return ComplaintText.LONGEST;
    }

    private Complaint complaint() {
        return (Complaint) request.getAttribute(COMPLAINT);
    }

    private ComplaintHead head() {
        return complaint().head();
    }

    private OneTimeCode code() {
        return (OneTimeCode) request.getAttribute(CODE);
    }

    private Texts words() {
        return Texts.of("Consumer", locale());
    }

    private Locale locale() {
        return Preferences.of(request).language().locale();
    }
}
