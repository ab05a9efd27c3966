package org.tallystick.shared.web;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.service.Settings;

/**
 * Turns plain http away: a page is sent to the public https address, a program is refused, because its secrets have
 * already crossed the network in clear and a redirect would hide that.
 */
public class TransportFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final int PERMANENT_REDIRECT = 308;

    @Inject
    private transient Settings settings;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.isSecure()) {
            chain.doFilter(request, response);
        } else if (PathKind.of(request).isPage() && isRead(request)) {
            response.setStatus(PERMANENT_REDIRECT);
            response.setHeader("Location", settings.baseUrl() + Addresses.pathAndQuery(request));
        } else {
            ProblemResponse.send(
                    request,
                    response,
                    new Problem(ProblemType.FORBIDDEN, "Use https; nothing was read from this request."));
        }
    }

    private static boolean isRead(HttpServletRequest request) {
        return "GET".equals(request.getMethod()) || "HEAD".equals(request.getMethod());
    }
}
