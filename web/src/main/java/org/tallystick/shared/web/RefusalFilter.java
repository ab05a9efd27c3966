package org.tallystick.shared.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.tallystick.shared.Problem;

/** Answers what a servlet refuses with a {@link Problem}. The container would log each as a failure before it asks {@link ErrorServlet}. */
public class RefusalFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            chain.doFilter(request, response);
        } catch (Problem e) {
            if (response.isCommitted()) {
                throw e;
            }
            response.resetBuffer();
            ErrorServlet.answer(request, response, e);
        }
    }
}
