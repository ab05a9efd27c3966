package org.tallystick.access.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.tallystick.access.Viewer;
import org.tallystick.access.service.PortalSession;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;

/** What somebody sent from a form of a portal page. */
public final class PortalRequest {
    /** The field that names which of a page's buttons was pressed. */
    static final String ACTION = "do";

    private final HttpServletRequest request;
    private final PortalPage.Match match;
    private final Viewer viewer;
    private final PortalSession session;

    PortalRequest(HttpServletRequest request, PortalPage.Match match, Viewer viewer, PortalSession session) {
        this.request = request;
        this.match = match;
        this.viewer = viewer;
        this.session = session;
    }

    public Viewer viewer() {
        return viewer;
    }

    /** The session in which this was sent. */
    public PortalSession session() {
        return session;
    }

    /** Which button was pressed. */
    public String action() {
        return text(ACTION);
    }

    /** Value of a field without blanks around it; empty if it is not there. */
    public String text(String name) {
        return secret(name).strip();
    }

    /** Value of a field exactly as typed. */
    public String secret(String name) {
        String value = request.getParameter(name);
        return value == null ? "" : value;
    }

    public List<String> texts(String name) {
        String[] values = request.getParameterValues(name);
        return values == null ? List.of() : Arrays.asList(values);
    }

    /** A variable of the page's path. */
    public String path(String name) {
        return match.variables().getOrDefault(name, "");
    }

    /** An uploaded file, unless none was chosen. */
    public Optional<Part> file(String name) {
        try {
            return Optional.ofNullable(request.getPart(name)).filter(part -> part.getSize() > 0);
        } catch (IOException | ServletException | IllegalStateException e) {
            throw new Problem(ProblemType.TOO_LARGE, "The file is too large or did not arrive whole.");
        }
    }

    /** Content of an uploaded file, unless none was chosen; one byte more than {@code most} of one that is too large. */
    public Optional<byte[]> bytes(String name, int most) {
        return file(name).map(part -> {
            try (InputStream content = part.getInputStream()) {
                return content.readNBytes(most + 1);
            } catch (IOException e) {
                throw new UncheckedIOException("An uploaded file cannot be read", e);
            }
        });
    }

    /** Something to be shown on this page once, such as a new secret. */
    public void show(String name, Object value) {
        request.setAttribute(name, value);
    }
}
