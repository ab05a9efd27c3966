package org.tallystick.shared.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.tallystick.shared.ProblemType;

/** {@code /problems/{slug}}: the page behind the {@code type} of a problem document; {@code /problems/} lists them. */
@WebServlet("/problems/*")
public class ProblemPageServlet extends ReadOnlyServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        String rest = request.getPathInfo() == null ? "/" : request.getPathInfo();
        if (rest.equals("/")) {
            request.getRequestDispatcher("/WEB-INF/pages/problems.xhtml").forward(request, response);
            return;
        }
        Optional<ProblemType> type = ProblemType.ofSlug(rest.substring(1));
        if (type.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        ProblemView.show(request, type.get());
        request.getRequestDispatcher("/WEB-INF/pages/problem.xhtml").forward(request, response);
    }
}
