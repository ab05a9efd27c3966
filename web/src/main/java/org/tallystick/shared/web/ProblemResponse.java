package org.tallystick.shared.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;

/** Sends problems as RFC 9457 documents (API.md, Errors). Their {@code instance} is the request's {@link ReferenceId}. */
public final class ProblemResponse {
    /** Media type of problem documents. */
    public static final String MEDIA_TYPE = "application/problem+json";

    public static final String RETRY_AFTER = "Retry-After";
    private static final Logger LOG = System.getLogger(ProblemResponse.class.getName());

    private ProblemResponse() {}

    /** Answers with a problem; the status is the problem's own. */
    public static void send(HttpServletRequest request, HttpServletResponse response, Problem problem)
            throws IOException {
        byte[] body = JsonWriter.write(members(request, problem));
        response.resetBuffer();
        response.setStatus(problem.type().status());
        response.setContentType(MEDIA_TYPE);
        response.setContentLength(body.length);
        retryAfter(problem).ifPresent(seconds -> response.setHeader(RETRY_AFTER, seconds));
        if (!response.containsHeader("Cache-Control")) {
            response.setHeader("Cache-Control", "no-store");
        }
        response.getOutputStream().write(body);
    }

    /** Answers for anything thrown: a problem as it is, everything else as 500 with an id, logged once under that id. */
    public static void send(HttpServletRequest request, HttpServletResponse response, Throwable thrown)
            throws IOException {
        send(request, response, thrown instanceof Problem problem ? problem : unexpected(request, thrown));
    }

    /** What {@code Retry-After} says: the problem's own {@code retryAfter}, or a second where the outcome is not known. */
    public static Optional<String> retryAfter(Problem problem) {
        return Optional.ofNullable(problem.extensions().get("retryAfter"))
                .map(Object::toString)
                .or(() -> problem.type() == ProblemType.NOT_CONFIRMED ? Optional.of("1") : Optional.empty());
    }

    static Map<String, Object> members(HttpServletRequest request, Problem problem) {
        return problem.toMembers(ReferenceId.of(request));
    }

    static Problem unexpected(HttpServletRequest request, Throwable thrown) {
        return unexpected(ReferenceId.of(request), thrown);
    }

    /** What is answered for something thrown that is no problem; it is logged under this reference. */
    public static Problem unexpected(String reference, Throwable thrown) {
        LOG.log(Level.ERROR, () -> "Unexpected failure " + reference, thrown);
        return new Problem(ProblemType.INTERNAL, "Something went wrong here. Name the instance when asking about it.");
    }
}
