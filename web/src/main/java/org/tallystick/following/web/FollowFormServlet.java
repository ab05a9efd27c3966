package org.tallystick.following.web;

import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.tallystick.following.Wish;
import org.tallystick.following.service.Followers;
import org.tallystick.receipts.ReceiptPage;
import org.tallystick.receipts.service.ReceiptPages;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.web.LimitsFilter;
import org.tallystick.shared.web.Preferences;
import org.tallystick.shared.web.SameOrigin;

/** {@code /r/{code}/notices}: the form by which the holder of a receipt asks for letters. The servlet of receipts leads here. */
@WebServlet("/following/form")
public class FollowFormServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String BEFORE = "/r/";
    private static final String BEHIND = "/notices";
    private static final int UNPROCESSABLE = 422;

    @Inject
    private transient ReceiptPages pages;

    @Inject
    private transient Followers followers;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (request.getDispatcherType() != DispatcherType.FORWARD) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        Optional<ReceiptPage> page = pages.find(code(request));
        if (page.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            request.getRequestDispatcher("/WEB-INF/pages/missing.xhtml").forward(request, response);
            return;
        }
        FollowView.show(request, page.get());
        response.setHeader("Allow", "GET, HEAD, POST");
        super.service(request, response);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        show(request, response);
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (!SameOrigin.sent(request)) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        if (LimitsFilter.isRefused(request)) {
            refuse(request, response, ProblemType.RATE_LIMITED.status(), "often");
            return;
        }
        try {
            Wish wish = new Wish(has(request, "signature"), has(request, "alteration"));
            String address =
                    Optional.ofNullable(request.getParameter("address")).orElse("");
            followers.ask(
                    code(request),
                    address,
                    wish,
                    Preferences.of(request).language().locale());
        } catch (Problem e) {
            refuse(request, response, UNPROCESSABLE, e.errors().get(0).member());
            return;
        }
        // The same answer for every address: what is known of it is told to its holder alone.
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", BEFORE + code(request) + BEHIND + "?done=asked");
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response, int status, String fault)
            throws ServletException, IOException {
        FollowView.refuse(request, fault);
        response.setStatus(status);
        show(request, response);
    }

    private static void show(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        request.getRequestDispatcher("/WEB-INF/pages/follow.xhtml").forward(request, response);
    }

    private static boolean has(HttpServletRequest request, String name) {
        return request.getParameter(name) != null;
    }

    private static String code(HttpServletRequest request) {
        String path = String.valueOf(request.getAttribute(RequestDispatcher.FORWARD_REQUEST_URI));
        return path.substring(BEFORE.length(), Math.max(BEFORE.length(), path.length() - BEHIND.length()));
    }
}
