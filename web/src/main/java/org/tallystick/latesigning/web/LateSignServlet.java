package org.tallystick.latesigning.web;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.tallystick.access.web.PortalIdentity;
import org.tallystick.latesigning.LateLink;
import org.tallystick.latesigning.LateMark;
import org.tallystick.latesigning.service.LateSender;
import org.tallystick.latesigning.service.LateSigning;
import org.tallystick.latesigning.service.LateSigning.Visit;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.web.LimitsFilter;
import org.tallystick.shared.web.Preferences;
import org.tallystick.shared.web.ReferenceId;
import org.tallystick.shared.web.SameOrigin;

/** {@code /sign/{token}}: the cardholder's page. No account and no session; what a form does is done once, however often it is sent. */
@WebServlet("/sign/*")
public class LateSignServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    /** Version of the words that are agreed to; a change of {@code Late_*.properties}, key {@code consent}, is a new one. */
    private static final String CONSENT = "late-1/";

    private static final int UNPROCESSABLE = 422;

    @Inject
    private transient LateSigning signing;

    @Inject
    private transient PortalIdentity identity;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        show(request, response, LateForm.blank());
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (!SameOrigin.sent(request)) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        if (LimitsFilter.isRefused(request)) {
            response.setStatus(ProblemType.RATE_LIMITED.status());
            show(request, response, LateForm.sent(request).refused("fault.often"));
            return;
        }
        if ("deny".equals(request.getParameter("do"))) {
            signing.deny(token(request), sender(request));
            again(request, response);
            return;
        }
        LateForm form = LateForm.sent(request);
        Optional<LateMark> mark = form.mark();
        if (mark.isEmpty()) {
            refuse(request, response, form);
            return;
        }
        try {
            signing.sign(token(request), mark.get(), consent(request), sender(request));
        } catch (LateMark.Refused e) {
            refuse(request, response, form.refused(e.fault()));
            return;
        }
        signing.publish();
        again(request, response);
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, LateForm form)
            throws ServletException, IOException {
        response.setStatus(UNPROCESSABLE);
        show(request, response, form);
    }

    /** The page of the link says what became of it. */
    private static void again(HttpServletRequest request, HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", "/sign/" + token(request));
    }

    private void show(HttpServletRequest request, HttpServletResponse response, LateForm form)
            throws ServletException, IOException {
        Optional<Visit> visit = signing.open(token(request));
        LateSignView.show(request, visit, form);
        boolean open = visit.filter(v -> v.state() == LateLink.State.OPEN && v.needed())
                .isPresent();
        boolean signed = visit.filter(v -> v.state() == LateLink.State.SIGNED).isPresent();
        if (!open && !signed) {
            response.setStatus(visit.isEmpty() ? HttpServletResponse.SC_NOT_FOUND : HttpServletResponse.SC_GONE);
        }
        String page = open ? "sign" : signed ? "signed" : "sign-closed";
        request.getRequestDispatcher("/WEB-INF/pages/" + page + ".xhtml").forward(request, response);
    }

    private LateSender sender(HttpServletRequest request) {
        return new LateSender(identity.trace(), ReferenceId.of(request));
    }

    private static String consent(HttpServletRequest request) {
        return CONSENT + Preferences.of(request).language().tag();
    }

    private static String token(HttpServletRequest request) {
        String path = request.getPathInfo() == null ? "" : request.getPathInfo().substring(1);
        return path.matches("[A-Za-z0-9_-]{22}") ? path : "none";
    }
}
