package org.tallystick.signing.web;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.tallystick.shared.Problem;
import org.tallystick.shared.web.ApiApplication;
import org.tallystick.shared.web.ProblemResponse;
import org.tallystick.signing.service.IntakeCounts;

/**
 * {@code POST /api/v1/receipts}: one bill (API.md "Signing"). {@code GET} lists receipts and is the REST interface's, which this
 * servlet's address hides from it.
 */
@WebServlet(urlPatterns = "/api/v1/receipts", asyncSupported = true)
public class ReceiptsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    transient BillCalls calls;

    @Inject
    transient IntakeCounts counts;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (RequestMethod.isRead(request)) {
            getServletContext()
                    .getNamedDispatcher(ApiApplication.class.getName())
                    .forward(request, response);
            return;
        }
        try {
            RequestMethod.requirePost(request, response, "GET, HEAD, POST");
            byte[] body = RequestBody.read(request, BillCalls.LARGEST_BILL);
            calls.one(body, Senders.of(request), AsyncAnswer.on(request.startAsync()));
        } catch (Problem problem) {
            counts.refuse(problem);
            ProblemResponse.send(request, response, problem);
        }
    }
}
