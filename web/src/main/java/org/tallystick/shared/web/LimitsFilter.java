package org.tallystick.shared.web;

import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;

/** Answers 429 with {@code Retry-After} to an address that asks too often: a page in words, a problem document elsewhere. */
@WebFilter(urlPatterns = "/*", asyncSupported = true, dispatcherTypes = DispatcherType.REQUEST)
public class LimitsFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    private static final String REFUSED = "tallystick.too-often";

    @Inject
    transient AddressLimits limits;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        // decoded and without path parameters, as servlets are chosen by it
        String path = request.getServletPath()
                + Optional.ofNullable(request.getPathInfo()).orElse("");
        boolean asks = asks(path, request);
        Optional<Long> wait = limits.refuse(path, "POST".equals(request.getMethod()), asks, request.getRemoteAddr());
        if (wait.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        response.setHeader("Retry-After", Long.toString(wait.get()));
        if (isForm(path) && limits.maySeePage(request.getRemoteAddr())) {
            request.setAttribute(REFUSED, true);
            chain.doFilter(request, response);
            return;
        }
        if (!PathKind.of(request).isPage() || path.indexOf('.') > 0) {
            ProblemResponse.send(
                    request,
                    response,
                    new Problem(ProblemType.RATE_LIMITED, "Too many requests; wait as Retry-After says."));
        } else {
            response.sendError(429);
        }
    }

    /** Whether a form was sent too often: nothing may come of it, and its page answers 429 with what was typed. */
    public static boolean isRefused(HttpServletRequest request) {
        return request.getAttribute(REFUSED) != null;
    }

    /** Whether a form stands at this path whose typing must not be lost. */
    private static boolean isForm(String path) {
        return path.startsWith("/r/") && (path.endsWith("/problem") || path.endsWith("/notices"))
                || path.startsWith("/sign/");
    }

    /** Whether a page is asked about something that could be guessed: a receipt, a terminal, a place in the ledger. */
    private static boolean asks(String path, HttpServletRequest request) {
        return switch (path) {
            case "/" -> request.getParameter("n") != null || request.getParameter("terminal") != null;
            case "/genuine" -> request.getParameter("terminal") != null;
            case "/explorer/receipt" -> true;
            default -> path.startsWith("/explorer/") && request.getParameter("digest") != null;
        };
    }
}
