package org.tallystick.shared.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;

/**
 * Two rules about the query string of every address. {@code ?lang=} and {@code ?theme=} become cookies, and the same
 * page is asked for again without them, so that they work as plain links. A parameter given twice is refused, because
 * two readers of one request might each believe another value.
 */
public class PreferenceFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final Set<String> NAMES = Set.of(Preferences.LANGUAGE_COOKIE, Preferences.THEME_COOKIE);

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getQueryString() == null) {
            chain.doFilter(request, response);
        } else if (repeatsName(request.getQueryString())) {
            refuse(request, response);
        } else if (PathKind.of(request).isPage()
                && "GET".equals(request.getMethod())
                && keepChoices(request, response)) {
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader(
                    "Location", Addresses.withoutParameters(request.getRequestURI(), request.getQueryString(), NAMES));
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean repeatsName(String query) {
        String[] names = Arrays.stream(query.split("&"))
                .filter(pair -> !pair.isEmpty())
                .map(pair -> pair.split("=", 2)[0])
                .toArray(String[]::new);
        return Arrays.stream(names).distinct().count() < names.length;
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (PathKind.of(request).isPage()) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
        } else {
            ProblemResponse.send(
                    request,
                    response,
                    new Problem(ProblemType.MALFORMED, "A query parameter is given more than once."));
        }
    }

    private static boolean keepChoices(HttpServletRequest request, HttpServletResponse response) {
        String language = request.getParameter(Preferences.LANGUAGE_COOKIE);
        String theme = request.getParameter(Preferences.THEME_COOKIE);
        String secure = request.isSecure() ? "; Secure" : "";
        Language.ofTag(language)
                .ifPresent(l -> keep(response, Preferences.LANGUAGE_COOKIE + "=" + l.tag() + "; HttpOnly" + secure));
        // The script changes the theme without asking the server, so it must reach this one.
        Theme.ofTag(theme).ifPresent(t -> keep(response, Preferences.THEME_COOKIE + "=" + t.tag() + secure));
        return language != null || theme != null;
    }

    /** Written by hand: the server's own cookies lose SameSite. */
    private static void keep(HttpServletResponse response, String cookie) {
        response.addHeader(
                "Set-Cookie",
                cookie + "; Path=/; Max-Age=" + Duration.ofDays(365).toSeconds() + "; SameSite=Lax");
    }
}
