package org.tallystick.onboarding.web;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.tallystick.access.Role;
import org.tallystick.access.Viewer;
import org.tallystick.access.web.PortalIdentity;
import org.tallystick.onboarding.service.ApplicationDocument;
import org.tallystick.onboarding.service.ApplicationDocuments;
import org.tallystick.onboarding.service.ApplicationDocuments.Opened;
import org.tallystick.shared.web.ReadOnlyServlet;

/** {@code /institution/documents/{id}}: a document to be saved, never shown inside our site: strangers have made it. */
@WebServlet("/institution/documents/*")
public class DocumentServlet extends ReadOnlyServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    private transient PortalIdentity identity;

    @Inject
    private transient ApplicationDocuments documents;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Viewer> viewer = identity.viewer();
        if (viewer.isEmpty() || viewer.get().role() != Role.INSTITUTION_OFFICER) {
            response.sendError(
                    viewer.isEmpty() ? HttpServletResponse.SC_UNAUTHORIZED : HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        String id = request.getPathInfo() == null ? "" : request.getPathInfo().substring(1);
        send(response, id, documents.open(viewer.get(), id));
    }

    private static void send(HttpServletResponse response, String id, Opened opened) throws IOException {
        ApplicationDocument document = opened.document();
        String name = document.kind().name().toLowerCase(Locale.ROOT) + "-" + id.substring(0, 6) + "."
                + document.type().ending();
        response.setContentType(document.type().mediaType());
        response.setContentLength(opened.bytes().length);
        response.setHeader("Content-Disposition", "attachment; filename=\"" + name + "\"");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox");
        response.getOutputStream().write(opened.bytes());
    }
}
