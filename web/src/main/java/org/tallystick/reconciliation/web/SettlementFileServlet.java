package org.tallystick.reconciliation.web;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tallystick.access.Role;
import org.tallystick.access.Viewer;
import org.tallystick.access.web.PortalIdentity;
import org.tallystick.reconciliation.SettlementFile;
import org.tallystick.reconciliation.service.SettlementDesk;
import org.tallystick.reconciliation.service.SettlementLists;
import org.tallystick.shared.Problem;
import org.tallystick.shared.web.Preferences;
import org.tallystick.shared.web.ReadOnlyServlet;

/** {@code /institution/settlement-files/{number}/{list}.csv}: one of a file's lists, streamed. */
@WebServlet({"/institution/settlement-files/*", "/admin/settlement-files/*"})
public class SettlementFileServlet extends ReadOnlyServlet {
    private static final long serialVersionUID = 1L;
    private static final Pattern PATH = Pattern.compile("/([0-9A-Z]{9})/([a-z]+)\\.csv");

    @Inject
    private transient PortalIdentity identity;

    @Inject
    private transient SettlementDesk desk;

    @Inject
    private transient SettlementLists lists;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Viewer> viewer = identity.viewer();
        if (viewer.isEmpty()) {
            response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
            return;
        }
        Role role = request.getServletPath().startsWith("/admin") ? Role.OPERATOR : Role.INSTITUTION_OFFICER;
        if (viewer.get().role() != role) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        Matcher path = PATH.matcher(String.valueOf(request.getPathInfo()));
        Optional<FileLists> list = path.matches() ? FileLists.named(path.group(2)) : Optional.empty();
        if (list.isEmpty() || role == Role.OPERATOR && list.get() != FileLists.FAULTS) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        try {
            SettlementFile file = desk.find(viewer.get(), path.group(1));
            response.setContentType(SettlementCsv.TYPE);
            response.setHeader(
                    "Content-Disposition",
                    "attachment; filename=\"" + file.number() + "-" + list.get().key() + ".csv\"");
            SettlementWords words =
                    new SettlementWords(Preferences.of(request).language().locale());
            new SettlementCsv(lists, viewer.get(), words).write(file, list.get(), response.getOutputStream());
        } catch (Problem e) {
            response.sendError(e.type().status());
        }
    }
}
