package org.tallystick.complaints.web;

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
import org.tallystick.complaints.service.ComplaintDesk;
import org.tallystick.complaints.service.ComplaintReport;
import org.tallystick.receipts.ReceiptPage;
import org.tallystick.receipts.service.ReceiptPages;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.web.LimitsFilter;
import org.tallystick.shared.web.SameOrigin;

/** {@code /r/{code}/problem}: the form by which the holder of a receipt complains. The servlet of receipts leads here. */
@WebServlet("/complaints/report")
public class ReportServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String BEFORE = "/r/";
    private static final String BEHIND = "/problem";

    @Inject
    private transient ReceiptPages pages;

    @Inject
    private transient ComplaintDesk desk;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (request.getDispatcherType() == DispatcherType.FORWARD) {
            response.setHeader("Allow", "GET, HEAD, POST");
            super.service(request, response);
        } else {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Optional<ReceiptPage> page = pages.find(code(request));
        if (page.isEmpty()) {
            missing(request, response);
        } else {
            show(request, response, page.get(), ReportForm.blank());
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (!SameOrigin.sent(request)) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        Optional<ReceiptPage> page = pages.find(code(request));
        if (page.isEmpty()) {
            missing(request, response);
            return;
        }
        ReportForm form = ReportForm.sent(request);
        if (LimitsFilter.isRefused(request)) {
            response.setStatus(ProblemType.RATE_LIMITED.status());
            show(request, response, page.get(), form.refused("fault.often"));
            return;
        }
        Optional<ComplaintReport> report = form.report(code(request));
        if (report.isEmpty()) {
            response.setStatus(422);
            show(request, response, page.get(), form);
            return;
        }
        ComplaintDesk.Opened opened = desk.open(report.get(), ComplaintsServlet.sender(request));
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", ComplaintsServlet.path(opened.number(), opened.code()) + "&done=opened");
    }

    private static String code(HttpServletRequest request) {
        String path = String.valueOf(request.getAttribute(RequestDispatcher.FORWARD_REQUEST_URI));
        return path.substring(BEFORE.length(), Math.max(BEFORE.length(), path.length() - BEHIND.length()));
    }

    private static void show(
            HttpServletRequest request, HttpServletResponse response, ReceiptPage page, ReportForm form)
            throws ServletException, IOException {
        ReportView.show(request, page, form);
        request.getRequestDispatcher("/WEB-INF/pages/report.xhtml").forward(request, response);
    }

    private static void missing(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        request.getRequestDispatcher("/WEB-INF/pages/missing.xhtml").forward(request, response);
    }
}
