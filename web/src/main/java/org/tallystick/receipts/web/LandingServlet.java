package org.tallystick.receipts.web;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import org.tallystick.receipts.service.ReceiptPages;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.ShopTime;
import org.tallystick.shared.web.ReadOnlyServlet;

/** {@code /}: asks, and answers look-ups on the same address. A link or code is led to its own page. */
@WebServlet("")
public class LandingServlet extends ReadOnlyServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    private transient ReceiptPages pages;

    @Inject
    private transient Clock clock;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        LookupForm form = LookupForm.of(request, ShopTime.today(clock));
        if (form.code().isPresent()) {
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader("Location", "/r/" + form.code().get());
            return;
        }
        LandingView.show(request, form);
        try {
            form.lookup().map(pages::lookUp).ifPresent(outcome -> LandingView.answer(request, outcome));
        } catch (Problem e) {
            if (e.type() != ProblemType.RATE_LIMITED) {
                throw e;
            }
            response.setStatus(e.type().status());
            response.setHeader("Retry-After", String.valueOf(e.extensions().getOrDefault("retryAfter", 60)));
            LandingView.limit(request);
        }
        request.getRequestDispatcher("/WEB-INF/pages/landing.xhtml").forward(request, response);
    }
}
