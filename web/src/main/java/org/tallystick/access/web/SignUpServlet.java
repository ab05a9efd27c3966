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
import org.tallystick.access.service.ConsumerAccounts;
import org.tallystick.access.service.SignIn;
import org.tallystick.access.service.SignInResult;
import org.tallystick.shared.Problem;
import org.tallystick.shared.web.SameOrigin;

/**
 * {@code /sign-up}: a consumer makes an account and is signed in. Whoever was interrupted in a form comes from signing in by its button
 * {@code begin}, and goes on with the form afterwards.
 */
@WebServlet("/sign-up")
public class SignUpServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    private transient PortalIdentity identity;

    @Inject
    private transient ConsumerAccounts consumers;

    @Inject
    private transient SignIn signIn;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (identity.viewer().isPresent()) {
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader("Location", SignInServlet.target(request));
        } else {
            show(request, response);
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (!SameOrigin.sent(request)) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        if (!field(request, "begin").isEmpty()) {
            show(request, response);
            return;
        }
        Map<String, String> faults = make(request);
        SignInResult result = faults.isEmpty()
                ? signIn.byPassword(field(request, "login"), field(request, "password"), identity.origin())
                : null;
        if (result != null && result.token().isPresent()) {
            PortalIdentity.keep(response, result.token().get());
            SignInServlet.arrive(request, response);
            return;
        }
        response.setStatus(422);
        FormView.show(request, faults.isEmpty() ? Map.of("", "signup.busy") : faults);
        show(request, response);
    }

    /** What is wrong, by field; empty when the account is made. */
    private Map<String, String> make(HttpServletRequest request) {
        String password = field(request, "password");
        if (!password.equals(field(request, "again"))) {
            return Map.of("again", "password.differs");
        }
        try {
            Optional<String> fault = consumers.signUp(field(request, "login"), password, identity.origin());
            return fault.map(key -> Map.of(key.startsWith("user-name") ? "login" : "password", key))
                    .orElse(Map.of());
        } catch (Problem taken) {
            return Map.of("login", "user-name.taken");
        }
    }

    private static String field(HttpServletRequest request, String name) {
        String value = request.getParameter(name);
        return value == null ? "" : value;
    }

    private static void show(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        request.getRequestDispatcher("/WEB-INF/portal/sign-in/sign-up.xhtml").forward(request, response);
    }
}
