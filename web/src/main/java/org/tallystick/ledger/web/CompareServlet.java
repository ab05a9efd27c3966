package org.tallystick.ledger.web;

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
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.tallystick.ledger.service.CheckpointComparison;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.web.ProblemResponse;
import org.tallystick.shared.web.SameOrigin;

/**
 * {@code /explorer/compare}: holds one or two signed checkpoints, pasted or as files, against the platform's logs. The result is in the
 * answer to the same request; only evidence of a split view is kept.
 */
@WebServlet("/explorer/compare")
@MultipartConfig(maxRequestSize = CompareServlet.LARGEST_REQUEST, fileSizeThreshold = CompareServlet.LARGEST_REQUEST)
public class CompareServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final List<String> FIELDS = List.of("one", "other");

    /** Bytes of a request; a checkpoint with a hundred cosignatures is far below. */
    static final int LARGEST_REQUEST = 512 << 10;

    /** Bytes of one checkpoint that are looked at. */
    static final int LARGEST_NOTE = 64 << 10;

    @Inject
    private transient CheckpointComparison comparison;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        response.setHeader("Allow", "GET, HEAD, POST");
        super.service(request, response);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        request.getRequestDispatcher("/WEB-INF/pages/explorer-compare.xhtml").forward(request, response);
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (!SameOrigin.sent(request)) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        try {
            List<byte[]> notes = notes(request);
            if (notes.isEmpty()) {
                CompareView.showNothing(request);
                response.setStatus(ProblemType.MEMBER_INVALID.status());
            } else {
                CompareView.show(request, comparison.compare(notes));
            }
            doGet(request, response);
        } catch (Problem e) {
            ProblemResponse.send(request, response, e);
        }
    }

    /** What was pasted or, where nothing was, uploaded. */
    private static List<byte[]> notes(HttpServletRequest request) throws ServletException {
        String type = request.getContentType();
        if (type == null || !type.startsWith("multipart/form-data")) {
            throw new Problem(ProblemType.UNSUPPORTED_MEDIA_TYPE, "Send the checkpoints as multipart/form-data.");
        }
        try {
            List<byte[]> notes = new ArrayList<>();
            for (String field : FIELDS) {
                byte[] pasted = part(request, field);
                byte[] note = isBlank(pasted) ? part(request, field + "-file") : pasted;
                if (!isBlank(note)) {
                    notes.add(note);
                }
            }
            return notes;
        } catch (IllegalStateException e) {
            throw new Problem(ProblemType.TOO_LARGE, "A checkpoint has at most 64 KiB.");
        } catch (IOException e) {
            throw new Problem(ProblemType.MALFORMED, "The form broke off or is not well-formed.");
        }
    }

    private static byte[] part(HttpServletRequest request, String name) throws IOException, ServletException {
        Part part = request.getPart(name);
        if (part == null) {
            return new byte[0];
        }
        if (part.getSize() > LARGEST_NOTE) {
            throw new Problem(ProblemType.TOO_LARGE, "A checkpoint has at most 64 KiB.");
        }
        try (InputStream in = part.getInputStream()) {
            return in.readAllBytes();
        }
    }

    private static boolean isBlank(byte[] text) {
        return new String(text, StandardCharsets.ISO_8859_1).isBlank();
    }
}
