package org.tallystick.access.web;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.tallystick.shared.web.ReadOnlyServlet;

/** {@code /home}: leads everybody to the first page of their role. */
@WebServlet("/home")
public class HomeServlet extends ReadOnlyServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    private transient PortalIdentity identity;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader(
                "Location",
                identity.viewer().map(v -> PortalPage.homeOf(v.role()).path()).orElse("/sign-in"));
    }
}
