package org.tallystick.coverage.web;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.tallystick.access.Role;
import org.tallystick.access.Viewer;
import org.tallystick.access.web.PortalIdentity;
import org.tallystick.coverage.service.CaseScans;
import org.tallystick.shared.web.ReadOnlyServlet;

/** Scanned slips and letters, to be saved and never shown inside our site: strangers have made them. */
@WebServlet({"/merchant/slips/*", "/institution/slips/*", "/regulator/slips/*"})
public class CaseScanServlet extends ReadOnlyServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    private transient PortalIdentity identity;

    @Inject
    private transient CaseScans scans;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Viewer viewer = identity.caller();
        Areas.require(viewer, request.getServletPath());
        String id = request.getPathInfo() == null ? "" : request.getPathInfo().substring(1);
        CaseScans.Opened opened = scans.open(viewer, id);
        String ending = opened.type().name().toLowerCase(Locale.ROOT);
        response.setContentType(opened.type().mediaType());
        response.setContentLength(opened.data().length);
        response.setHeader(
                "Content-Disposition", "attachment; filename=\"slip-" + id.substring(0, 6) + "." + ending + "\"");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox");
        response.getOutputStream().write(opened.data());
    }

    /** Which part of the portal is whose. */
    static final class Areas {
        private Areas() {}

        static void require(Viewer viewer, String path) {
            if (path.startsWith("/merchant")) {
                viewer.require(Role.MERCHANT_OWNER, Role.MERCHANT_STAFF);
            } else {
                viewer.require(path.startsWith("/institution") ? Role.INSTITUTION_OFFICER : Role.REGULATOR);
            }
        }
    }
}
