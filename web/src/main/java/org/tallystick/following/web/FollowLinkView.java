package org.tallystick.following.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.tallystick.following.service.Followers.Followed;
import org.tallystick.signing.ReceiptNumber;

/** What stands behind the link of a letter to a follower. */
@Named("followLink")
@RequestScoped
public class FollowLinkView {
    private static final String STOP = "/stop";

    private static final String FOLLOWED = "tallystick.followed";
    private static final String STOPPED = "tallystick.follow-stopped";

    @Inject
    private HttpServletRequest request;

    static void show(HttpServletRequest request, Optional<Followed> followed, boolean stopped) {
        followed.ifPresent(known -> request.setAttribute(FOLLOWED, known));
        request.setAttribute(STOPPED, stopped);
    }

    /** {@code ask}, {@code on}, {@code off} after it was ended, or {@code over} if the link leads nowhere. */
    public String getState() {
        return followed().map(one -> one.confirmed() ? "on" : "ask").orElse(isStopped() ? "off" : "over");
    }

    public boolean isOpen() {
        return followed().isPresent();
    }

    public boolean isConfirmed() {
        return followed().filter(Followed::confirmed).isPresent();
    }

    public String getNumber() {
        return followed().map(one -> ReceiptNumber.grouped(one.number())).orElse("");
    }

    public String getReceipt() {
        return followed().map(one -> "/r/" + one.code()).orElse("");
    }

    /** Path that its buttons post to; a mail program may have led to the one that only ends. */
    public String getPath() {
        String path = String.valueOf(request.getAttribute(RequestDispatcher.FORWARD_REQUEST_URI));
        return path.endsWith(STOP) ? path.substring(0, path.length() - STOP.length()) : path;
    }

    public boolean isSignature() {
        return followed().filter(one -> one.wish().signature()).isPresent();
    }

    public boolean isAlteration() {
        return followed().filter(one -> one.wish().alteration()).isPresent();
    }

    private boolean isStopped() {
        return Boolean.TRUE.equals(request.getAttribute(STOPPED));
    }

    private Optional<Followed> followed() {
        return Optional.ofNullable((Followed) request.getAttribute(FOLLOWED));
    }
}
