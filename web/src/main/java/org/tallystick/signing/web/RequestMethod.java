package org.tallystick.signing.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;

/** Refuses every method but POST. */
final class RequestMethod {
    private RequestMethod() {}

    static void requirePost(HttpServletRequest request, HttpServletResponse response) {
        if (!"POST".equals(request.getMethod())) {
            response.setHeader("Allow", "POST");
            throw new Problem(ProblemType.METHOD_NOT_ALLOWED, "Use POST.");
        }
    }
}
