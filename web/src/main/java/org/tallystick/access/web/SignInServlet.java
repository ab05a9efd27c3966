package org.tallystick.access.web;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.access.service.Profile;
import org.tallystick.access.service.Sessions;
import org.tallystick.access.service.Sessions.SignedIn;
import org.tallystick.access.service.SignIn;
import org.tallystick.access.service.SignInResult;
import org.tallystick.shared.OneTimeCode;
import org.tallystick.shared.web.SameOrigin;

/**
 * {@code /sign-in}: the password, then {@code /sign-in/code}: the second factor, or {@code /sign-in/setup}: setting it up where the
 * role asks for one or somebody wants it. {@code /sign-out} ends the session. Whoever was interrupted in a form goes on where they were.
 */
@WebServlet({"/sign-in", "/sign-in/code", "/sign-in/setup", "/sign-out"})
public class SignInServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    private transient PortalIdentity identity;

    @Inject
    private transient SignIn signIn;

    @Inject
    private transient Sessions sessions;

    @Inject
    private transient Profile profile;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Optional<SignedIn> session = identity.session();
        String path = request.getServletPath();
        if (path.equals("/sign-out")) {
            response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
        } else if (session.isEmpty() && !path.equals("/sign-in")) {
            go(response, "/sign-in" + next(request));
        } else if (identity.viewer().isPresent() && !wantsSecond(path, session)) {
            go(response, target(request));
        } else if (session.isPresent()) {
            showSecond(request, response, session.get());
        } else {
            forward(request, response, "sign-in");
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (!SameOrigin.sent(request)) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        switch (request.getServletPath()) {
            case "/sign-in" -> password(request, response);
            case "/sign-in/code" -> code(request, response);
            case "/sign-in/setup" -> setup(request, response);
            default -> {
                identity.session().ifPresent(s -> sessions.end(s.session()));
                PortalIdentity.forget(response);
                go(response, "/sign-in?done=signed-out");
            }
        }
    }

    /** Somebody whose role needs no second factor may set one up all the same. */
    private static boolean wantsSecond(String path, Optional<SignedIn> session) {
        return path.equals("/sign-in/setup")
                && session.filter(s -> !s.account().hasSecondFactor()).isPresent();
    }

    /** A form came in without a session: signs in on the same page, and the typing is sent again afterwards. */
    static void interrupt(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        SignInView.interrupted(request);
        response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        forward(request, response, "sign-in");
    }

    private void password(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        SignInResult result = signIn.byPassword(field(request, "login"), field(request, "password"), identity.origin());
        if (result.token().isEmpty()) {
            refuse(request, response, result, "sign-in");
            return;
        }
        PortalIdentity.keep(response, result.token().get());
        SignedIn session = sessions.of(result.token().get().text()).orElseThrow();
        identity.mark(response, session);
        if (session.session().complete()) {
            arrive(request, response);
        } else {
            showSecond(request, response, session);
        }
    }

    private void code(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        Optional<SignedIn> session = identity.session();
        if (session.isEmpty()) {
            go(response, "/sign-in" + next(request));
            return;
        }
        SignInResult result = signIn.bySecondFactor(session.get().session(), field(request, "code"), identity.origin());
        if (result.outcome() == SignInResult.Outcome.OPENED) {
            arrive(request, response);
        } else {
            refuse(request, response, result, "code");
        }
    }

    private void setup(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        Optional<SignedIn> session = identity.session().filter(s -> !s.account().hasSecondFactor());
        if (session.isEmpty()) {
            go(response, "/sign-in" + next(request));
            return;
        }
        var codes = profile.confirmSecondFactor(
                identity.unfinished(), session.get().session().id(), field(request, "code"));
        if (codes.isEmpty()) {
            SignInView.offer(
                    request,
                    profile.offerSecondFactor(session.get().account().id()),
                    session.get().account());
            refuse(request, response, new SignInResult(SignInResult.Outcome.WRONG, 0, Optional.empty()), "setup");
            return;
        }
        SignInView.recovery(request, codes.stream().map(OneTimeCode::grouped).toList());
        forward(request, response, "recovery");
    }

    private void showSecond(HttpServletRequest request, HttpServletResponse response, SignedIn session)
            throws ServletException, IOException {
        if (session.account().hasSecondFactor()) {
            forward(request, response, "code");
        } else {
            SignInView.offer(
                    request, profile.offerSecondFactor(session.account().id()), session.account());
            forward(request, response, "setup");
        }
    }

    private static void refuse(
            HttpServletRequest request, HttpServletResponse response, SignInResult result, String page)
            throws ServletException, IOException {
        boolean waits = result.outcome() == SignInResult.Outcome.WAIT;
        response.setStatus(waits ? 429 : 422);
        if (waits) {
            response.setHeader("Retry-After", Long.toString(result.waitSeconds()));
        }
        SignInView.refuse(request, result, page.equals("sign-in") ? "password" : "code");
        forward(request, response, page);
    }

    /** Where somebody wanted to go; a form that was interrupted is offered to be sent again. */
    static void arrive(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        if (SignInView.isInterrupted(request)) {
            forward(request, response, "resume");
        } else {
            go(response, target(request));
        }
    }

    static String target(HttpServletRequest request) {
        return target(request.getParameter("next"));
    }

    /** The address if it is one of the portal's, else the first page of whoever has signed in. */
    static String target(@Nullable String next) {
        return next != null && next.matches("/(merchant|institution|regulator|admin|account|work)([/?].*)?")
                ? next
                : "/home";
    }

    private static String next(HttpServletRequest request) {
        return request.getQueryString() == null ? "" : "?" + request.getQueryString();
    }

    private static String field(HttpServletRequest request, String name) {
        String value = request.getParameter(name);
        return value == null ? "" : value;
    }

    private static void go(HttpServletResponse response, String location) {
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", location);
    }

    private static void forward(HttpServletRequest request, HttpServletResponse response, String page)
            throws ServletException, IOException {
        request.getRequestDispatcher("/WEB-INF/portal/sign-in/" + page + ".xhtml")
                .forward(request, response);
    }
}
