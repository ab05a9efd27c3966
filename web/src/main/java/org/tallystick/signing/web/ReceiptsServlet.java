package org.tallystick.signing.web;

import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.Problem;
import org.tallystick.shared.web.ApiApplication;
import org.tallystick.shared.web.ProblemResponse;
import org.tallystick.signing.SignedBill;
import org.tallystick.signing.service.Answer;
import org.tallystick.signing.service.IntakeCounts;
import org.tallystick.signing.service.SigningService;

/**
 * {@code POST /api/v1/receipts}: one bill (API.md "Signing"). {@code GET} lists receipts and is the REST interface's, which this
 * servlet's address hides from it.
 */
@WebServlet(urlPatterns = "/api/v1/receipts", asyncSupported = true)
public class ReceiptsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final int LARGEST_BODY = 400 * 1024;

    @Inject
    transient SigningService signing;

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
            SignedBill bill = SignedBill.parse(RequestBody.read(request, LARGEST_BODY));
            AsyncContext async = request.startAsync();
            async.setTimeout(AsyncAnswer.TIMEOUT_MILLIS);
            AsyncAnswer answer = AsyncAnswer.on(async);
            try {
                signing.accept(bill, Senders.of(request))
                        .whenComplete((stored, failure) -> answer(answer, stored, failure));
            } catch (RuntimeException e) {
                answer.fail(e);
            }
        } catch (Problem problem) {
            counts.refuse(problem);
            ProblemResponse.send(request, response, problem);
        }
    }

    private static void answer(AsyncAnswer answer, @Nullable Answer stored, @Nullable Throwable failure) {
        if (stored == null) {
            answer.fail(failure);
        } else {
            answer.send(stored.httpStatus(), JsonWriter.write(stored.toMembers()));
        }
    }
}
