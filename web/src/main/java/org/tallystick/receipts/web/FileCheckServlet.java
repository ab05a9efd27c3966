package org.tallystick.receipts.web;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tallystick.ledger.NoteFault;
import org.tallystick.ledger.service.CheckpointComparison;
import org.tallystick.ledger.web.CompareView;
import org.tallystick.receipts.service.ReceiptPages;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.web.ProblemResponse;
import org.tallystick.shared.web.SameOrigin;
import org.tallystick.verification.FileResult;
import org.tallystick.verification.ReceiptFile;
import org.tallystick.verification.VerificationReport;

/**
 * {@code /verify}: takes a receipt file, or several, or one or two checkpoints of the ledger, and shows the result in the answer to
 * the same request. Files are kept in memory for this one request, and there is no address for the result.
 */
@WebServlet("/verify")
@MultipartConfig(maxRequestSize = FileCheckServlet.LARGEST_REQUEST, fileSizeThreshold = ReceiptFile.MAX_LENGTH)
public class FileCheckServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    /** Beyond this the server refuses without a page of ours; between this and the limit of a file we say it in words. */
    static final int LARGEST_REQUEST = 10 << 20;

    /** Files that are checked at once; those after them are named as not checked. */
    private static final int MOST_FILES = 20;

    private static final int LARGEST_CHECKPOINT = 64 << 10;

    @Inject
    private transient ReceiptPages pages;

    @Inject
    private transient CheckpointComparison comparison;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        response.setHeader("Allow", "GET, HEAD, POST");
        super.service(request, response);
    }

    /** A result cannot be asked for again: back to the form. */
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", "/#file");
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (!SameOrigin.sent(request)) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        try {
            check(request, response, parts(request));
        } catch (Problem e) {
            refuse(e, request, response);
        }
    }

    /** Without a page of ours where the form is broken: the page would read it again. */
    private static void refuse(Problem problem, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (problem.type() == ProblemType.MALFORMED) {
            ProblemResponse.send(request, response, problem);
        } else {
            response.sendError(problem.type().status());
        }
    }

    private void check(HttpServletRequest request, HttpServletResponse response, List<Part> parts)
            throws ServletException, IOException {
        List<byte[]> checkpoints = checkpoints(parts);
        if (parts.isEmpty()) {
            doGet(request, response);
        } else if (!checkpoints.isEmpty()) {
            CompareView.show(request, comparison.compare(checkpoints));
            request.getRequestDispatcher("/WEB-INF/pages/explorer-compare.xhtml")
                    .forward(request, response);
        } else if (parts.size() == 1) {
            one(parts.get(0), request, response);
        } else {
            FileListView.show(request, results(parts));
            request.getRequestDispatcher("/WEB-INF/pages/files.xhtml").forward(request, response);
        }
    }

    /** One file or two, if all are signed checkpoints: these are compared with the ledger. */
    private static List<byte[]> checkpoints(List<Part> parts) throws IOException {
        List<byte[]> notes = new ArrayList<>();
        if (parts.size() <= 2) {
            for (Part part : parts) {
                byte[] note = part.getSize() > LARGEST_CHECKPOINT ? new byte[0] : bytes(part);
                if (NoteFault.in(note).isEmpty()) {
                    notes.add(note);
                }
            }
        }
        return notes.size() == parts.size() ? notes : List.of();
    }

    private void one(Part part, HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (part.getSize() > ReceiptFile.MAX_LENGTH) {
            throw tooLarge();
        }
        byte[] upload = bytes(part);
        FileCheckView.show(
                request, new FileCheckView.Result(part.getSubmittedFileName(), upload, pages.checkFile(upload)));
        request.getRequestDispatcher("/WEB-INF/pages/file.xhtml").forward(request, response);
    }

    private List<FileListView.Result> results(List<Part> parts) throws IOException {
        List<FileListView.Result> results = new ArrayList<>();
        for (Part part : parts) {
            results.add(result(part, results.size() < MOST_FILES));
        }
        return results;
    }

    private FileListView.Result result(Part part, boolean check) throws IOException {
        String name = part.getSubmittedFileName();
        if (!check || part.getSize() > ReceiptFile.MAX_LENGTH) {
            return new FileListView.Result(
                    name, check ? FileResult.TOO_LARGE : FileResult.UNREADABLE, Optional.empty());
        }
        VerificationReport report = pages.checkFile(bytes(part)).report();
        return new FileListView.Result(name, FileResult.of(report), Optional.of(report));
    }

    private static byte[] bytes(Part part) throws IOException {
        try (InputStream in = part.getInputStream()) {
            return in.readAllBytes();
        }
    }

    private static List<Part> parts(HttpServletRequest request) throws ServletException {
        String type = request.getContentType();
        if (type == null || !type.startsWith("multipart/form-data")) {
            throw new Problem(ProblemType.UNSUPPORTED_MEDIA_TYPE, "Send the file as multipart/form-data.");
        }
        try {
            return request.getParts().stream()
                    .filter(part -> part.getName().equals("file") && part.getSize() > 0)
                    .toList();
        } catch (IllegalStateException e) {
            throw tooLarge();
        } catch (IOException e) {
            throw new Problem(ProblemType.MALFORMED, "The form broke off or is not well-formed.");
        }
    }

    private static Problem tooLarge() {
        return new Problem(ProblemType.TOO_LARGE, "A receipt file has at most 2 MiB.");
    }
}
