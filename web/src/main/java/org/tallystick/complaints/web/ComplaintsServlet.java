package org.tallystick.complaints.web;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.tallystick.complaints.ComplaintNumber;
import org.tallystick.complaints.ComplaintText;
import org.tallystick.complaints.service.ComplaintDesk;
import org.tallystick.complaints.service.Sender;
import org.tallystick.receipts.ReceiptLink;
import org.tallystick.shared.OneTimeCode;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.web.ReferenceId;
import org.tallystick.shared.web.SameOrigin;
import org.tallystick.signing.TypedText;

/**
 * {@code /complaints}: asks for number and code; {@code /complaints/new}: asks for the link of a receipt; {@code /complaints/{number}?code=…}:
 * what became of a complaint, and the form to add something.
 */
@WebServlet({"/complaints", "/complaints/*"})
public class ComplaintsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    private transient ComplaintDesk desk;

    /** Local address of a complaint for whoever knows its code. */
    static String path(ComplaintNumber number, OneTimeCode code) {
        return "/complaints/" + number.text() + "?code=" + code.text();
    }

    static Sender sender(HttpServletRequest request) {
        return new Sender(request.getRemoteAddr(), ReferenceId.of(request));
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        response.setHeader("Allow", "GET, HEAD, POST");
        super.service(request, response);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        String rest = rest(request);
        if (rest.equals("new")) {
            begin(request, response);
        } else if (rest.isEmpty() && !field(request, "number").isBlank()) {
            lead(request, response);
        } else if (rest.isEmpty()) {
            ask(request, response, "", HttpServletResponse.SC_OK);
        } else {
            read(request, response, rest);
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (!SameOrigin.sent(request)) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        Optional<ComplaintNumber> number = ComplaintNumber.typed(rest(request));
        if (number.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        try {
            add(request, response, number.get());
        } catch (Problem e) {
            refuse(request, response, e);
        }
    }

    private void add(HttpServletRequest request, HttpServletResponse response, ComplaintNumber number)
            throws ServletException, IOException {
        OneTimeCode code = OneTimeCode.typed(field(request, "code"));
        String text = TypedText.tidy(field(request, "text"));
        Optional<String> fault = ComplaintText.fault(text);
        if (fault.isPresent()) {
            response.setStatus(422);
            ComplaintView.fault(request, "fault.text." + fault.get());
            show(request, response, number, code);
            return;
        }
        desk.add(number, code, text, sender(request));
        see(response, path(number, code) + "&done=added");
    }

    private void read(HttpServletRequest request, HttpServletResponse response, String rest)
            throws ServletException, IOException {
        Optional<ComplaintNumber> number = ComplaintNumber.typed(rest);
        if (number.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else if (field(request, "code").isBlank()) {
            ask(request, response, "", HttpServletResponse.SC_OK);
        } else {
            try {
                show(request, response, number.get(), OneTimeCode.typed(field(request, "code")));
            } catch (Problem e) {
                refuse(request, response, e);
            }
        }
    }

    private void show(
            HttpServletRequest request, HttpServletResponse response, ComplaintNumber number, OneTimeCode code)
            throws ServletException, IOException {
        ComplaintView.show(request, desk.find(number, code, sender(request)), code);
        request.getRequestDispatcher("/WEB-INF/pages/complaint.xhtml").forward(request, response);
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response, Problem problem)
            throws ServletException, IOException {
        if (problem.type() == ProblemType.RATE_LIMITED) {
            response.setHeader(
                    "Retry-After", String.valueOf(problem.extensions().get("retryAfter")));
            ComplaintView.wait(request, String.valueOf(problem.extensions().get("retryAfter")));
            ask(request, response, "fault.wait", problem.type().status());
        } else if (problem.type() == ProblemType.NOT_FOUND) {
            ask(request, response, "fault.code", problem.type().status());
        } else {
            response.sendError(problem.type().status());
        }
    }

    /** From the form of number and code to the complaint's own address. */
    private static void lead(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Optional<ComplaintNumber> number = ComplaintNumber.typed(field(request, "number"));
        OneTimeCode code = OneTimeCode.typed(field(request, "code"));
        if (number.isPresent() && code.text().matches("[0-9A-Z]{1,40}")) {
            see(response, path(number.get(), code));
        } else {
            ask(request, response, "fault.code", 422);
        }
    }

    private static void begin(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        String typed = field(request, "n").strip();
        Optional<String> code = ReceiptLink.code(typed);
        if (code.isPresent()) {
            see(response, "/r/" + code.get() + "/problem");
            return;
        }
        if (!typed.isEmpty()) {
            response.setStatus(422);
            ComplaintView.fault(request, "fault.link");
        }
        request.getRequestDispatcher("/WEB-INF/pages/report-which.xhtml").forward(request, response);
    }

    private static void ask(HttpServletRequest request, HttpServletResponse response, String fault, int status)
            throws ServletException, IOException {
        response.setStatus(status);
        ComplaintView.fault(request, fault);
        request.getRequestDispatcher("/WEB-INF/pages/complaint-which.xhtml").forward(request, response);
    }

    private static void see(HttpServletResponse response, String location) {
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", location);
    }

    private static String rest(HttpServletRequest request) {
        String path = request.getPathInfo();
        return path == null ? "" : path.substring(1);
    }

    private static String field(HttpServletRequest request, String name) {
        String value = request.getParameter(name);
        return value == null ? "" : value;
    }
}
