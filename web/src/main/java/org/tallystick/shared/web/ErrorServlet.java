package org.tallystick.shared.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.tallystick.shared.Problem;

/**
 * Where the container sends every error that no servlet has answered itself: a page for people, a problem document for
 * programs. An unexpected failure is logged here, once, under the reference id that the answer shows.
 */
@WebServlet(urlPatterns = ErrorServlet.PATH, asyncSupported = true)
public class ErrorServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    static final String PATH = "/error";
    private static final String LAST_RESORT = "<!DOCTYPE html><html lang=\"en\"><meta charset=\"utf-8\">"
            + "<title>Tallystick</title><p>Something went wrong here. 系统出错了。</p><p>%s</p></html>";

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (request.getDispatcherType() != DispatcherType.ERROR) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer s
                ? s
                : HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
        Object thrown = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        Problem problem = thrown instanceof Throwable t ? problemOf(request, t) : StatusProblems.of(status);
        if (thrown == null && PathKind.of(request).isPage()) {
            response.setStatus(status);
            showPage(request, response, problem);
        } else {
            answer(request, response, problem);
        }
    }

    /** A page for people, a problem document for programs. */
    static void answer(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
        if (!PathKind.of(request).isPage()) {
            ProblemResponse.send(request, response, problem);
            return;
        }
        response.setStatus(problem.type().status());
        showPage(request, response, problem);
    }

    private static Problem problemOf(HttpServletRequest request, Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof Problem problem) {
                return problem;
            }
        }
        return ProblemResponse.unexpected(request, thrown);
    }

    private static void showPage(HttpServletRequest request, HttpServletResponse response, Problem problem)
            throws IOException {
        ErrorView.show(request, problem.type());
        try {
            request.getRequestDispatcher("/WEB-INF/pages/error.xhtml").forward(request, response);
        } catch (ServletException | RuntimeException e) {
            ProblemResponse.unexpected(request, e);
            if (!response.isCommitted()) {
                response.resetBuffer();
                response.setContentType("text/html;charset=UTF-8");
                response.getOutputStream()
                        .write(LAST_RESORT.formatted(ReferenceId.of(request)).getBytes(StandardCharsets.UTF_8));
            }
        }
    }
}
