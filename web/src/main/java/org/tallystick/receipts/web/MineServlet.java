package org.tallystick.receipts.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.tallystick.shared.web.ReadOnlyServlet;

/** {@code /mine}: the receipts that somebody's browser keeps. The server sends an empty page
 * and learns which they are only from whoever moves them into an account. */
@WebServlet("/mine")
public class MineServlet extends ReadOnlyServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        request.getRequestDispatcher("/WEB-INF/pages/mine.xhtml").forward(request, response);
    }
}
