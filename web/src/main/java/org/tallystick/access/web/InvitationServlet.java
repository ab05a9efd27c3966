package org.tallystick.access.web;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.tallystick.access.Account;
import org.tallystick.access.service.Passwords;
import org.tallystick.shared.web.SameOrigin;

/** {@code /invitation/{token}}: whoever was invited chooses a password, once. */
@WebServlet("/invitation/*")
public class InvitationServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    private transient PortalIdentity identity;

    @Inject
    private transient Passwords passwords;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Optional<Account> account = passwords.invited(token(request));
        if (account.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_GONE);
            forward(request, response, "closed");
            return;
        }
        request.setAttribute("invited", account.get().login());
        forward(request, response, "invitation");
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (!SameOrigin.sent(request)) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        String chosen = Optional.ofNullable(request.getParameter("password")).orElse("");
        String again = Optional.ofNullable(request.getParameter("again")).orElse("");
        Map<String, String> faults = Map.of("again", "password.differs");
        if (chosen.equals(again)) {
            Optional<String> fault = passwords.accept(token(request), chosen, identity.origin());
            if (fault.isEmpty()) {
                PortalIdentity.forget(response);
                response.setStatus(HttpServletResponse.SC_SEE_OTHER);
                response.setHeader("Location", "/sign-in?done=password-chosen");
                return;
            }
            faults = Map.of("password", fault.get());
        }
        response.setStatus(422);
        FormView.show(request, faults);
        doGet(request, response);
    }

    static String token(HttpServletRequest request) {
        String rest = request.getPathInfo();
        return rest == null ? "" : rest.substring(1);
    }

    private static void forward(HttpServletRequest request, HttpServletResponse response, String page)
            throws ServletException, IOException {
        request.getRequestDispatcher("/WEB-INF/portal/sign-in/" + page + ".xhtml")
                .forward(request, response);
    }
}
