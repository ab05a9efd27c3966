package org.tallystick.shared.web;

import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;

/** The problem that stands for a bare HTTP status set by the server itself. */
final class StatusProblems {
    private StatusProblems() {}

    static Problem of(int status) {
        return switch (status) {
            case 401 -> new Problem(ProblemType.UNAUTHENTICATED, "This address needs credentials.");
            case 403 -> new Problem(ProblemType.FORBIDDEN, "This is not allowed.");
            case 404 -> new Problem(ProblemType.NOT_FOUND, "There is nothing at this address.");
            case 405 -> new Problem(ProblemType.METHOD_NOT_ALLOWED, "This address does not take this method.");
            case 406, 415 ->
                new Problem(ProblemType.UNSUPPORTED_MEDIA_TYPE, "This address does not take or give this media type.");
            case 413 -> new Problem(ProblemType.TOO_LARGE, "The body is larger than this address takes.");
            case 429 -> new Problem(ProblemType.RATE_LIMITED, "Too many requests; wait as Retry-After says.");
            case 503 ->
                new Problem(ProblemType.NOT_CONFIRMED, "Not confirmed. Repeating the request reveals the truth.");
            default ->
                status < 500
                        ? new Problem(ProblemType.MALFORMED, "The request is not understood.")
                        : new Problem(
                                ProblemType.INTERNAL,
                                "Something went wrong here. Name the instance when asking about it.");
        };
    }
}
