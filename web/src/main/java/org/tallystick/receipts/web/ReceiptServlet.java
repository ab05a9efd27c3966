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
        String code = dot < 0 ? rest : rest.substring(0, dot);
        Optional<ReceiptPage> page = pages.find(code);
        if (dot >= 0) {
            sendFile(request, response, page, rest.substring(dot));
        } else if (page.isPresent()) {
            ReceiptView.show(request, page.get());
            request.getRequestDispatcher("/WEB-INF/pages/receipt.xhtml").forward(request, response);
        } else {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            request.getRequestDispatcher("/WEB-INF/pages/missing.xhtml").forward(request, response);
        }
    }

    private record ReceiptForm(String mediaType, String fileName, byte[] body) {}

    private Optional<ReceiptForm> file(ReceiptPage page, String ending) {
        String name = "tallystick-" + page.report().number().orElse("receipt") + ending;
        return switch (ending) {
            case ".json" -> Optional.of(new ReceiptForm("application/json", name, page.receiptFile()));
            case ".jose" -> Optional.of(new ReceiptForm("application/jose+json", name, page.stored()));
            case ".tlog-proof" ->
                page.proof()
                        .map(p ->
                                new ReceiptForm("text/plain;charset=UTF-8", name, p.getBytes(StandardCharsets.UTF_8)));
            case ".jades.json" -> Optional.of(new ReceiptForm("application/jose+json", name, exports.jades(page)));
            case ".gbt35275.p7s" ->
                Optional.of(new ReceiptForm("application/pkcs7-signature", name, exports.gmt(page)));
            case ".p7s" -> Optional.of(new ReceiptForm("application/pkcs7-signature", name, exports.cms(page)));
            default -> Optional.empty();
        };
    }

    private void sendFile(
            HttpServletRequest request, HttpServletResponse response, Optional<ReceiptPage> page, String ending)
            throws IOException {
        try {
            send(
                    response,
                    page.flatMap(p -> file(p, ending))
                            .orElseThrow(() -> new Problem(
                                    ProblemType.NOT_FOUND, "There is no such receipt, or no such form of it.")));
        } catch (Problem e) {
            ProblemResponse.send(request, response, e);
        }
    }

    private static void send(HttpServletResponse response, ReceiptForm file) throws IOException {
        byte[] body = file.body();
        response.setContentType(file.mediaType());
        response.setContentLength(body.length);
        response.setHeader("Content-Disposition", "attachment; filename=\"" + file.fileName() + "\"");
        response.getOutputStream().write(body);
    }
}
