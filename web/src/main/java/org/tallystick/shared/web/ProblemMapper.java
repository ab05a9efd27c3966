package org.tallystick.shared.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;

/** Turns whatever a REST resource throws into a problem document; the only place that does. */
@Provider
public class ProblemMapper implements ExceptionMapper<Throwable> {
    @Context
    private HttpServletRequest request;

    @Override
    public Response toResponse(Throwable thrown) {
        Problem problem = problemOf(thrown);
        Response.ResponseBuilder answer = Response.status(problem.type().status())
                .type(ProblemResponse.MEDIA_TYPE)
                .entity(JsonWriter.write(ProblemResponse.members(request, problem)));
        if (thrown instanceof WebApplicationException e && e.getResponse().getHeaderString("Allow") != null) {
            answer.header("Allow", e.getResponse().getHeaderString("Allow"));
        }
        if (problem.type() == ProblemType.UNAUTHENTICATED) {
            answer.header("WWW-Authenticate", "Bearer");
        }
        ProblemResponse.retryAfter(problem).ifPresent(seconds -> answer.header(ProblemResponse.RETRY_AFTER, seconds));
        return answer.build();
    }

    private Problem problemOf(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof Problem problem) {
                return problem;
            }
        }
        if (thrown instanceof WebApplicationException e && e.getResponse().getStatus() < 500) {
            return StatusProblems.of(e.getResponse().getStatus());
        }
        return ProblemResponse.unexpected(request, thrown);
    }
}
