package org.tallystick.signing.web;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.web.ProblemResponse;
import org.tallystick.signing.service.EventIntake;

/** {@code POST /api/v1/terminal-events}: HELLO, HEARTBEAT and what else terminals report (API.md, Terminal events). */
@WebServlet(urlPatterns = "/api/v1/terminal-events")
public class TerminalEventsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final int LARGEST_BODY = 16 << 10;

    @Inject
    transient EventIntake intake;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            RequestMethod.requirePost(request, response);
            byte[] answer = JsonWriter.write(intake.accept(RequestBody.read(request, LARGEST_BODY)));
            response.setContentType("application/json");
            response.setContentLength(answer.length);
            response.getOutputStream().write(answer);
        } catch (RuntimeException e) {
            ProblemResponse.send(request, response, e);
        }
    }
}
