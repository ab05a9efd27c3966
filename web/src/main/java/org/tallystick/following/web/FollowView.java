package org.tallystick.following.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.tallystick.following.service.Followers;
import org.tallystick.receipts.ReceiptPage;
import org.tallystick.shared.web.Preferences;
import org.tallystick.signing.ReceiptNumber;

/** The form by which somebody asks to hear about a receipt. */
@Named("follow")
@RequestScoped
public class FollowView {
    private static final String PAGE = "tallystick.follow-page";
    private static final String FAULT = "tallystick.follow-fault";

    @Inject
    private HttpServletRequest request;

    @Inject
    private Followers followers;

    static void show(HttpServletRequest request, ReceiptPage page) {
        request.setAttribute(PAGE, page);
    }

    /** @param fault {@code address}, {@code wish} or {@code often} */
    static void refuse(HttpServletRequest request, String fault) {
        request.setAttribute(FAULT, fault);
    }

    /** Whether letters are written here at all. */
    public boolean isOffered() {
        return followers.isOffered();
    }

    public String getPath() {
        return "/r/" + page().code();
    }

    public String getNumber() {
        return page().report().number().map(ReceiptNumber::grouped).orElse("");
    }

    public String getMerchant() {
        return page().merchant().heading(Preferences.of(request).language().locale());
    }

    /** Whether it was just asked for. */
    public boolean isAsked() {
        return "asked".equals(request.getParameter("done"));
    }

    public boolean isFaulty() {
        return request.getAttribute(FAULT) != null;
    }

    public boolean isWrong(String name) {
        return name.equals(request.getAttribute(FAULT));
    }

    /** What was typed. */
    public String getAddress() {
        return Optional.ofNullable(request.getParameter("address")).orElse("");
    }

    /** Whether a box is ticked: all of them, before anything was sent. */
    public boolean has(String name) {
        return !isFaulty() || request.getParameter(name) != null;
    }

    private ReceiptPage page() {
        return (ReceiptPage) request.getAttribute(PAGE);
    }
}
