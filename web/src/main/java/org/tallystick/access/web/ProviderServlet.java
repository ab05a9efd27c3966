package org.tallystick.access.web;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.tallystick.access.Viewer;
import org.tallystick.access.service.ProviderFault;
import org.tallystick.access.service.ProviderSignIn;
import org.tallystick.access.service.ProviderSignIn.Arrival;
import org.tallystick.access.service.ProviderSignIn.Departure;
import org.tallystick.access.service.Sessions;
import org.tallystick.shared.web.ReadOnlyServlet;
import org.tallystick.shared.web.SameOrigin;

/**
 * {@code /sign-in/provider}: to the OpenID Connect provider, by a link and not by a form, so that the pages' policy need not allow
 * forms to elsewhere; {@code /sign-in/provider/callback}: back from it.
 */
@WebServlet({"/sign-in/provider", "/sign-in/provider/callback"})
public class ProviderServlet extends ReadOnlyServlet {
    private static final long serialVersionUID = 1L;
    /** Sent along when the provider leads back here: Lax. */
    private static final String COOKIE = "__Host-provider";

    private static final String ATTRIBUTES = "; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=";

    @Inject
    private transient ProviderSignIn provider;

    @Inject
    private transient PortalIdentity identity;

    @Inject
    private transient Sessions sessions;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (provider.label().isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        try {
            if (request.getServletPath().endsWith("/callback")) {
                arrive(request, response);
            } else {
                depart(request, response);
            }
        } catch (ProviderFault e) {
            response.setStatus(status(e.reason()));
            ProviderView.show(request, e.reason());
            request.getRequestDispatcher("/WEB-INF/portal/sign-in/provider.xhtml")
                    .forward(request, response);
        }
    }

    private void depart(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String purpose = parameter(request, "for");
        Optional<Viewer> viewer = identity.viewer();
        if (purpose.equals("link") && viewer.isEmpty()) {
            go(response, "/sign-in?next=%2Faccount");
            return;
        }
        // Nobody else's page may begin to link an account to an identity of its choice.
        if (purpose.equals("link") && !SameOrigin.sent(request)) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        Departure departure =
                switch (purpose) {
                    case "link" -> provider.toLink(viewer.orElseThrow());
                    case "invitation" -> provider.toAccept(parameter(request, "invitation"));
                    default -> provider.toSignIn(SignInServlet.target(request.getParameter("next")));
                };
        response.addHeader("Set-Cookie", COOKIE + "=" + departure.cookie() + ATTRIBUTES + "600");
        go(response, departure.address().toString());
    }

    private void arrive(HttpServletRequest request, HttpServletResponse response) {
        Map<String, String> answer = new HashMap<>();
        request.getParameterMap().forEach((name, values) -> answer.put(name, values[0]));
        Arrival arrival = provider.arrive(cookie(request), answer, identity.viewer(), identity.origin());
        response.addHeader("Set-Cookie", COOKIE + "=" + ATTRIBUTES + "0");
        arrival.token().ifPresent(token -> PortalIdentity.keep(response, token));
        arrival.token()
                .flatMap(token -> sessions.of(token.text()))
                .ifPresent(opened -> identity.mark(response, opened));
        String next = SignInServlet.target(arrival.next());
        // A second factor that is still missing is asked for there.
        go(
                response,
                arrival.token().isEmpty() ? next : "/sign-in?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8));
    }

    private static int status(ProviderFault.Reason reason) {
        return switch (reason) {
            case STATE -> HttpServletResponse.SC_BAD_REQUEST;
            case REFUSED, UNKNOWN, TAKEN, CLOSED -> HttpServletResponse.SC_FORBIDDEN;
            case DOWN -> HttpServletResponse.SC_SERVICE_UNAVAILABLE;
        };
    }

    private static String cookie(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? ""
                : Arrays.stream(cookies)
                        .filter(c -> c.getName().equals(COOKIE))
                        .map(Cookie::getValue)
                        .findFirst()
                        .orElse("");
    }

    private static String parameter(HttpServletRequest request, String name) {
        String value = request.getParameter(name);
        return value == null ? "" : value;
    }

    private static void go(HttpServletResponse response, String location) {
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", location);
    }
}
