package org.tallystick.ledger.web;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tallystick.ledger.service.SplitViews;
import org.tallystick.shared.web.ReadOnlyServlet;

/** {@code /explorer/split-views/{id}.json}: evidence of a split view, for anybody; {@code tallystick ledger compare} checks it. */
@WebServlet("/explorer/split-views/*")
public class SplitViewServlet extends ReadOnlyServlet {
    private static final long serialVersionUID = 1L;
    private static final Pattern PATH = Pattern.compile("/([A-Za-z0-9_-]{43})\\.json");

    @Inject
    private transient SplitViews views;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Matcher path = PATH.matcher(String.valueOf(request.getPathInfo()));
        Optional<byte[]> evidence = path.matches() ? views.evidence(path.group(1)) : Optional.empty();
        if (evidence.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setContentType("application/json");
        response.setHeader(
                "Content-Disposition",
                "attachment; filename=\"split-view-" + path.group(1).substring(0, 12) + ".json\"");
        response.setContentLength(evidence.get().length);
        response.getOutputStream().write(evidence.get());
    }
}
