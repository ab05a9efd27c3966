package org.tallystick.shared.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import org.tallystick.shared.ProblemType;

/** The page for an error: what it means in words, what to do, and the id to name when asking. */
@Named("error")
@RequestScoped
public class ErrorView {
    private static final String PROBLEM = "tallystick.problem";

    @Inject
    private HttpServletRequest request;

    /** What the page will be about. */
    static void show(HttpServletRequest request, ProblemType problem) {
        request.setAttribute(PROBLEM, problem);
    }

    /** Key of the page's texts: an error has words of its own, or those of its class. */
    public String getKey() {
        return switch (problem()) {
            case NOT_FOUND -> "not-found";
            case FORBIDDEN, UNAUTHENTICATED -> "forbidden";
            case RATE_LIMITED -> "rate-limited";
            case TOO_LARGE -> "too-large";
            case NOT_CONFIRMED -> "unavailable";
            case INTERNAL -> "internal";
            default -> "bad-request";
        };
    }

    /** Id of this request in the log. */
    public String getReference() {
        return ReferenceId.of(request);
    }

    /** Whether the fault is ours, so that asking about it helps. */
    public boolean isOurs() {
        return problem().status() >= 500;
    }

    private ProblemType problem() {
        return request.getAttribute(PROBLEM) instanceof ProblemType type ? type : ProblemType.NOT_FOUND;
    }
}
