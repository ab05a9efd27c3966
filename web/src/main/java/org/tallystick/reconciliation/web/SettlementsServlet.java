package org.tallystick.reconciliation.web;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.MultipartConfig;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.tallystick.access.Viewer;
import org.tallystick.access.web.PortalIdentity;
import org.tallystick.reconciliation.Period;
import org.tallystick.reconciliation.service.SettlementDesk;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.service.Settings;
import org.tallystick.shared.web.ApiApplication;
import org.tallystick.shared.web.Preferences;
import org.tallystick.shared.web.ProblemResponse;

/**
 * {@code POST /api/v1/settlements}: an institution's program hands in a settlement file, as the body or as the part {@code file} of a
 * form. 202 for a new one, 200 for content that is there already. {@code GET} is the REST interface's, which this servlet's address
 * hides from it.
 */
@WebServlet(urlPatterns = "/api/v1/settlements")
@MultipartConfig(maxFileSize = 512 << 20, maxRequestSize = 513 << 20, fileSizeThreshold = 1 << 20)
public class SettlementsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Set<String> READS = Set.of("GET", "HEAD");
    private static final Set<String> BODIES =
            Set.of("text/csv", "text/plain", "application/xml", "text/xml", "application/octet-stream");

    /** Bytes of a bare body; larger files come as a part of a form. */
    private static final long MOST = 32 << 20;

    @Inject
    private transient PortalIdentity identity;

    @Inject
    private transient SettlementDesk desk;

    @Inject
    private transient SettlementReading reading;

    @Inject
    private transient Settings settings;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (READS.contains(request.getMethod())) {
            getServletContext()
                    .getNamedDispatcher(ApiApplication.class.getName())
                    .forward(request, response);
            return;
        }
        try {
            if (!request.getMethod().equals("POST")) {
                response.setHeader("Allow", "GET, HEAD, POST");
                throw new Problem(ProblemType.METHOD_NOT_ALLOWED, "Send settlement files with POST.");
            }
            answer(request, response, identity.handingIn());
        } catch (Problem e) {
            if (e.type() == ProblemType.UNAUTHENTICATED) {
                response.setHeader("WWW-Authenticate", "Bearer");
            }
            ProblemResponse.send(request, response, e);
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, Viewer viewer) throws IOException {
        SettlementDesk.Handed handed = hand(request, viewer);
        Locale language = Preferences.of(request).language().locale();
        String number = handed.file().number();
        if (handed.fresh()) {
            reading.start(viewer, number, language);
        } else {
            reading.resume(viewer, handed.file(), language);
        }
        byte[] body = JsonWriter.write(SettlementMembers.of(desk.find(viewer, number), settings.baseUrl()));
        response.setStatus(handed.fresh() ? HttpServletResponse.SC_ACCEPTED : HttpServletResponse.SC_OK);
        response.setHeader("Location", settings.baseUrl() + "/api/v1/settlements/" + number);
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("application/json");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private SettlementDesk.Handed hand(HttpServletRequest request, Viewer viewer) throws IOException {
        String type = mediaType(request);
        if (type.equals("multipart/form-data")) {
            Part part = part(request);
            try (InputStream content = part.getInputStream()) {
                String name = Optional.ofNullable(part.getSubmittedFileName()).orElse("");
                return desk.handOnce(viewer, upload(request, name, content));
            }
        }
        if (!BODIES.contains(type)) {
            throw new Problem(
                    ProblemType.UNSUPPORTED_MEDIA_TYPE,
                    "Send text/csv, application/xml, application/octet-stream, or multipart/form-data with a part \"file\".");
        }
        if (request.getContentLengthLong() > MOST) {
            throw tooLarge();
        }
        try (PushbackInputStream content = new PushbackInputStream(new LimitedStream(request.getInputStream(), MOST))) {
            int first = content.read();
            if (first < 0) {
                throw missing();
            }
            content.unread(first);
            String name = Optional.ofNullable(request.getParameter("name")).orElse("api");
            return desk.handOnce(viewer, upload(request, name, content));
        }
    }

    private static Part part(HttpServletRequest request) throws IOException {
        try {
            return Optional.ofNullable(request.getPart("file"))
                    .filter(found -> found.getSize() > 0)
                    .orElseThrow(SettlementsServlet::missing);
        } catch (ServletException | IllegalStateException e) {
            throw new Problem(
                    ProblemType.TOO_LARGE, "The form did not arrive whole, or its file is larger than 512 MB.");
        }
    }

    private static SettlementDesk.Upload upload(HttpServletRequest request, String name, InputStream content) {
        boolean partial = "true".equals(request.getParameter("partial"));
        return new SettlementDesk.Upload(name, "", partial, declared(request), content);
    }

    private static Optional<Period> declared(HttpServletRequest request) {
        Optional<LocalDate> from = day(request, "from");
        Optional<LocalDate> to = day(request, "to");
        if (from.isPresent() != to.isPresent()) {
            throw Problem.member(
                    ProblemType.MEMBER_INVALID, from.isPresent() ? "to" : "from", "is missing: name both days or none");
        }
        return from.map(first -> new Period(first, to.orElseThrow()));
    }

    private static Optional<LocalDate> day(HttpServletRequest request, String name) {
        String text = request.getParameter(name);
        try {
            return text == null || text.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(text));
        } catch (DateTimeException e) {
            throw Problem.member(ProblemType.MEMBER_INVALID, name, "must be a date like 2026-11-24");
        }
    }

    private static String mediaType(HttpServletRequest request) {
        String type = request.getContentType() == null ? "" : request.getContentType();
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    private static Problem missing() {
        return Problem.member(ProblemType.MEMBER_INVALID, "file", "is missing or empty");
    }

    static Problem tooLarge() {
        return new Problem(
                ProblemType.TOO_LARGE,
                "A bare body may have at most 32 MB. Send larger files as part \"file\" of a multipart form, up to 512 MB.");
    }
}
