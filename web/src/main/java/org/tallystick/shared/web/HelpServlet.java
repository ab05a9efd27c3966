package org.tallystick.shared.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/** {@code /help} and its pages: what a signature is, how to check a receipt, also with OpenSSL, what to do when something is missing. */
@WebServlet({"/help", "/help/*"})
public class HelpServlet extends ReadOnlyServlet {
    private static final long serialVersionUID = 1L;
    private static final Map<String, String> PAGES = Map.of(
            "/", "help",
            "/signature", "help-signature",
            "/check", "help-check",
            "/missing", "help-missing",
            "/openssl", "help-openssl");

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        String page = PAGES.get(request.getPathInfo() == null ? "/" : request.getPathInfo());
        if (page == null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        request.getRequestDispatcher("/WEB-INF/pages/" + page + ".xhtml").forward(request, response);
    }
}
