package org.tallystick.receipts.web;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.tallystick.receipts.ReceiptPage;
import org.tallystick.receipts.service.ReceiptExports;
import org.tallystick.receipts.service.ReceiptPages;
import org.tallystick.receipts.service.ReceiptPages.Gone;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.web.ProblemResponse;

/**
 * {@code /r/{code}}: the page, and with {@code .json}, {@code .jose} or {@code .tlog-proof} behind it the files,
 * with {@code .jades.json}, {@code .p7s} or {@code .gbt35275.p7s} the forms of other programs. What follows another slash
 * belongs to somebody else: {@code /r/{code}/problem} leads to the form of complaints, {@code /r/{code}/notices} to that of
 * letters, {@code /r/{code}.late.json} to what was signed later.
 */
@WebServlet("/r/*")
public class ReceiptServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Set<String> METHODS = Set.of("GET", "HEAD");
    private static final String PROBLEM = "/problem";
    private static final String NOTICES = "/notices";
    private static final String LATE = ".late.json";
    private static final String STORED = ".jose";
    private static final String JOSE = "application/jose+json";

    @Inject
    private transient ReceiptPages pages;

    @Inject
    private transient ReceiptExports exports;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (request.getRequestURI().endsWith(PROBLEM)) {
            request.getRequestDispatcher("/complaints/report").forward(request, response);
        } else if (request.getRequestURI().endsWith(NOTICES)) {
            request.getRequestDispatcher("/following/form").forward(request, response);
        } else if (METHODS.contains(request.getMethod())
                && request.getRequestURI().endsWith(LATE)) {
            request.getRequestDispatcher("/late-signatures/file").forward(request, response);
        } else if (METHODS.contains(request.getMethod())) {
            super.service(request, response);
        } else {
            response.setHeader("Allow", "GET, HEAD");
            response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        String rest = request.getPathInfo() == null ? "" : request.getPathInfo().substring(1);
        int dot = rest.indexOf('.');
        if (dot >= 0) {
            sendFile(request, response, rest.substring(0, dot), rest.substring(dot));
        } else {
            sendPage(request, response, rest);
        }
    }

    private void sendPage(HttpServletRequest request, HttpServletResponse response, String code)
            throws ServletException, IOException {
        Optional<ReceiptPage> page = pages.find(code);
        Optional<Gone> gone = page.isPresent() ? Optional.empty() : pages.gone(code);
        if (page.isPresent()) {
            ReceiptView.show(request, page.get());
            request.getRequestDispatcher("/WEB-INF/pages/receipt.xhtml").forward(request, response);
        } else if (gone.isPresent()) {
            response.setStatus(HttpServletResponse.SC_GONE);
            GoneView.show(request, gone.get());
            request.getRequestDispatcher("/WEB-INF/pages/gone.xhtml").forward(request, response);
        } else {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            request.getRequestDispatcher("/WEB-INF/pages/missing.xhtml").forward(request, response);
        }
    }

    private static Problem removed(Gone gone) {
        return new Problem(
                        ProblemType.REMOVED,
                        "This receipt was kept as long as the rules demand, and then removed. A file of it that somebody kept can still be"
                                + " checked.")
                .with("removedAt", gone.receipt().removed().toString())
                .with("policy", gone.receipt().policy());
    }

    private record ReceiptForm(String mediaType, String fileName, byte[] body) {}

    private Optional<ReceiptForm> file(String code, String ending) {
        if (ending.equals(STORED)) {
            // As it stands: nothing has to be verified for it.
            return pages.stored(code)
                    .map(stored -> new ReceiptForm(JOSE, fileName(stored.number(), ending), stored.stored()));
        }
        return pages.find(code)
                .flatMap(page -> file(page, fileName(page.report().number().orElse("receipt"), ending), ending));
    }

    private static String fileName(String number, String ending) {
        return "tallystick-" + number + ending;
    }

    private Optional<ReceiptForm> file(ReceiptPage page, String name, String ending) {
        return switch (ending) {
            case ".json" -> Optional.of(new ReceiptForm("application/json", name, page.receiptFile()));
            case ".tlog-proof" ->
                page.proof()
                        .map(p ->
                                new ReceiptForm("text/plain;charset=UTF-8", name, p.getBytes(StandardCharsets.UTF_8)));
            case ".jades.json" -> Optional.of(new ReceiptForm(JOSE, name, exports.jades(page)));
            case ".gbt35275.p7s" ->
                Optional.of(new ReceiptForm("application/pkcs7-signature", name, exports.gmt(page)));
            case ".p7s" -> Optional.of(new ReceiptForm("application/pkcs7-signature", name, exports.cms(page)));
            default -> Optional.empty();
        };
    }

    private void sendFile(HttpServletRequest request, HttpServletResponse response, String code, String ending)
            throws IOException {
        try {
            send(response, file(code, ending).orElseThrow(() -> absent(code)));
        } catch (Problem e) {
            ProblemResponse.send(request, response, e);
        }
    }

    private Problem absent(String code) {
        return pages.gone(code)
                .map(ReceiptServlet::removed)
                .orElseGet(
                        () -> new Problem(ProblemType.NOT_FOUND, "There is no such receipt, or no such form of it."));
    }

    private static void send(HttpServletResponse response, ReceiptForm file) throws IOException {
        byte[] body = file.body();
        response.setContentType(file.mediaType());
        response.setContentLength(body.length);
        response.setHeader("Content-Disposition", "attachment; filename=\"" + file.fileName() + "\"");
        response.getOutputStream().write(body);
    }
}
