package org.tallystick.signing.web;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.tallystick.shared.Problem;
import org.tallystick.shared.web.ProblemResponse;
import org.tallystick.signing.BillBatch;
import org.tallystick.signing.service.IntakeCounts;

/** {@code POST /api/v1/receipts/batch}: 1 to 256 bills, answered in order, each with its own status (API.md "Signing"). */
@WebServlet(urlPatterns = "/api/v1/receipts/batch", asyncSupported = true)
public class BatchServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    transient BillCalls calls;

    @Inject
    transient IntakeCounts counts;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            RequestMethod.requirePost(request, response);
            byte[] body = RequestBody.read(request, BillBatch.MAX_BODY);
            calls.batch(body, Senders.of(request), AsyncAnswer.on(request.startAsync()));
        } catch (Problem problem) {
            counts.refuse(problem);
            ProblemResponse.send(request, response, problem);
        }
    }
}
