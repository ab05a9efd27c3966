package org.tallystick.auditing.web;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tallystick.access.Role;
import org.tallystick.access.Viewer;
import org.tallystick.access.web.PortalIdentity;
import org.tallystick.auditing.Audit;
import org.tallystick.auditing.service.AuditDesk;
import org.tallystick.auditing.service.AuditResults;
import org.tallystick.shared.Problem;
import org.tallystick.shared.web.ReadOnlyServlet;

/**
 * {@code …/audit-reports/{number}.txt}, {@code .json} and {@code .tlog-proof}: the signed report of a run, its JSON, and the proof that
 * the ledger has an entry for it. {@code tallystick ledger report} checks them together.
 */
@WebServlet({"/regulator/audit-reports/*", "/admin/audit-reports/*"})
public class AuditReportServlet extends ReadOnlyServlet {
    private static final long serialVersionUID = 1L;
    private static final Pattern PATH = Pattern.compile("/(AU-[0-9]{6}-[0-9A-Z]{8})\\.(txt|json|tlog-proof)");

    @Inject
    private transient PortalIdentity identity;

    @Inject
    private transient AuditDesk desk;

    @Inject
    private transient AuditResults results;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Viewer> viewer = identity.viewer();
        if (viewer.isEmpty()) {
            response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
            return;
        }
        Role role = request.getServletPath().startsWith("/admin") ? Role.OPERATOR : Role.REGULATOR;
        Matcher path = PATH.matcher(String.valueOf(request.getPathInfo()));
        if (viewer.get().role() != role || !path.matches()) {
            response.sendError(
                    viewer.get().role() == role ? HttpServletResponse.SC_NOT_FOUND : HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        try {
            Audit audit = desk.find(viewer.get(), path.group(1));
            Optional<byte[]> file = file(viewer.get(), audit, path.group(2));
            if (file.isEmpty()) {
                response.sendError(HttpServletResponse.SC_NOT_FOUND);
                return;
            }
            desk.taken(viewer.get(), audit.number());
            send(response, audit.number() + "." + path.group(2), path.group(2), file.get());
        } catch (Problem e) {
            response.sendError(e.type().status());
        }
    }

    private Optional<byte[]> file(Viewer viewer, Audit audit, String form) {
        return switch (form) {
            case "txt" -> results.text(viewer, audit);
            case "json" -> results.json(viewer, audit);
            default -> results.proof(viewer, audit).map(text -> text.getBytes(StandardCharsets.UTF_8));
        };
    }

    private static void send(HttpServletResponse response, String name, String form, byte[] file) throws IOException {
        response.setContentType(form.equals("json") ? "application/json" : "text/plain; charset=utf-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"" + name + "\"");
        response.setContentLength(file.length);
        response.getOutputStream().write(file);
    }
}
