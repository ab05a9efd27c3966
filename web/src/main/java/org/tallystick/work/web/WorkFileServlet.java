package org.tallystick.work.web;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.tallystick.access.Viewer;
import org.tallystick.access.web.PortalIdentity;
import org.tallystick.shared.Problem;
import org.tallystick.shared.web.ReadOnlyServlet;
import org.tallystick.work.Work;
import org.tallystick.work.service.LongWork;
import org.tallystick.work.service.WorkDesk;

/** {@code /work/files/{number}}: what came of a piece of long work, for whoever started it. */
@WebServlet("/work/files/*")
public class WorkFileServlet extends ReadOnlyServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    private transient PortalIdentity identity;

    @Inject
    private transient WorkDesk desk;

    @Inject
    private transient Kinds kinds;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Viewer> viewer = identity.viewer();
        if (viewer.isEmpty()) {
            response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
            return;
        }
        String number =
                request.getPathInfo() == null ? "" : request.getPathInfo().substring(1);
        try {
            Path file = desk.file(viewer.get(), number);
            send(response, desk.find(viewer.get(), number), file);
        } catch (Problem e) {
            response.sendError(e.type().status());
        }
    }

    private void send(HttpServletResponse response, Work work, Path file) throws IOException {
        response.setContentType(
                kinds.named(work.kind()).map(LongWork::mediaType).orElse("application/octet-stream"));
        response.setHeader("Content-Disposition", "attachment; filename=\"" + saved(work) + "\"");
        response.setContentLengthLong(work.fileSize());
        Files.copy(file, response.getOutputStream());
    }

    /** {@code receipts-261124-7KQ2MD01.csv}: two exports do not overwrite each other. */
    static String saved(Work work) {
        int dot = work.fileName().lastIndexOf('.');
        return work.fileName().substring(0, dot) + "-" + work.number()
                + work.fileName().substring(dot);
    }
}
