package org.tallystick.signing.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;

/** Which methods an endpoint for POST takes. */
final class RequestMethod {
    private RequestMethod() {}

    static boolean isRead(HttpServletRequest request) {
        return "GET".equals(request.getMethod()) || "HEAD".equals(request.getMethod());
    }

    static void requirePost(HttpServletRequest request, HttpServletResponse response) {
        requirePost(request, response, "POST");
    }

    /** @param allowed what the refusal says in {@code Allow} */
    static void requirePost(HttpServletRequest request, HttpServletResponse response, String allowed) {
        if (!"POST".equals(request.getMethod())) {
            response.setHeader("Allow", allowed);
            throw new Problem(ProblemType.METHOD_NOT_ALLOWED, "Use " + allowed + ".");
        }
    }
}
