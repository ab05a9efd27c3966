package org.tallystick.access.web;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import org.tallystick.access.Role;
import org.tallystick.access.Viewer;
import org.tallystick.access.service.AuditTrail;
import org.tallystick.shared.AuditEvent;
import org.tallystick.shared.web.ReadOnlyServlet;

/** {@code /admin/audit.csv}: the filtered records as a file, the oldest first, streamed. */
@WebServlet("/admin/audit.csv")
public class AuditFileServlet extends ReadOnlyServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    private transient PortalIdentity identity;

    @Inject
    private transient AuditTrail trail;

    @Inject
    private transient Event<AuditEvent> audit;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Viewer> viewer = identity.viewer();
        if (viewer.isEmpty() || viewer.get().role() != Role.OPERATOR) {
            response.sendError(
                    viewer.isEmpty() ? HttpServletResponse.SC_UNAUTHORIZED : HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        audit.fire(viewer.get().audit("audit.export", ""));
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"audit.csv\"");
        PrintWriter out = response.getWriter();
        out.print(AuditCsv.HEAD);
        trail.each(viewer.get(), AuditView.search(request), row -> out.print(AuditCsv.line(row)));
    }
}
