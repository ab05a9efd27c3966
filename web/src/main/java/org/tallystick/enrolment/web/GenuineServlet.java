package org.tallystick.enrolment.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.tallystick.shared.web.ReadOnlyServlet;

/** {@code /genuine}: whose terminal is this? Asked with {@code ?terminal=}, and then counted as a look-up. */
@WebServlet("/genuine")
public class GenuineServlet extends ReadOnlyServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        request.getRequestDispatcher("/WEB-INF/pages/genuine.xhtml").forward(request, response);
    }
}
