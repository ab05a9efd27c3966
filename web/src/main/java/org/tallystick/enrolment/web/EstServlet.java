package org.tallystick.enrolment.web;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tallystick.enrolment.service.CertificateStore;
import org.tallystick.enrolment.service.EnrolmentService;
import org.tallystick.enrolment.service.WrongCodes;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.web.ProblemResponse;

/** EST (RFC 7030): {@code GET cacerts} and {@code POST simpleenroll}, the latter with Basic terminal number and code. */
@WebServlet(urlPatterns = "/.well-known/est/*")
public class EstServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final int LARGEST_REQUEST = 8 << 10;
    private static final String CHALLENGE = "Basic realm=\"Tallystick enrolment\", charset=\"UTF-8\"";

    @Inject
    transient EnrolmentService enrolment;

    @Inject
    transient CertificateStore certificates;

    @Inject
    transient WrongCodes wrongCodes;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            String operation = Optional.ofNullable(request.getPathInfo()).orElse("/");
            switch (operation) {
                case "/cacerts" -> {
                    requireMethod("GET", request, response);
                    answer(response, certificates.authorities());
                }
                case "/simpleenroll" -> {
                    requireMethod("POST", request, response);
                    answer(response, enrol(request));
                }
                default ->
                    throw new Problem(ProblemType.NOT_FOUND, "There is cacerts and simpleenroll here, nothing else.");
            }
        } catch (RuntimeException e) {
            fail(request, response, e);
        }
    }

    private List<X509Certificate> enrol(HttpServletRequest request) throws IOException {
        wrongCodes.requireSome(request.getRemoteAddr());
        EnrolmentCredentials sender = EnrolmentCredentials.of(request.getHeader("Authorization"))
                .orElseThrow(() -> new Problem(
                        ProblemType.UNAUTHENTICATED,
                        "Send the terminal number and its enrolment code as Basic credentials."));
        byte[] body = body(request);
        try {
            return enrolment.enrol(sender.terminalNo(), sender.code(), body);
        } catch (Problem e) {
            if (e.type() == ProblemType.UNAUTHENTICATED) {
                wrongCodes.count(request.getRemoteAddr());
            }
            throw e;
        }
    }

    private static byte[] body(HttpServletRequest request) throws IOException {
        String type = Optional.ofNullable(request.getContentType()).orElse("");
        if (!"application/pkcs10".equals(type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))) {
            throw new Problem(ProblemType.UNSUPPORTED_MEDIA_TYPE, "Send the signing request as application/pkcs10.");
        }
        byte[] body = request.getInputStream().readNBytes(LARGEST_REQUEST + 1);
        if (body.length > LARGEST_REQUEST) {
            throw new Problem(ProblemType.TOO_LARGE, "A signing request may have at most 8 KiB.");
        }
        return body;
    }

    private static void answer(HttpServletResponse response, List<X509Certificate> certificates) throws IOException {
        byte[] body = CertsOnly.encode(certificates);
        response.setContentType(CertsOnly.MEDIA_TYPE);
        response.setHeader("Content-Transfer-Encoding", "base64");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static void fail(HttpServletRequest request, HttpServletResponse response, RuntimeException failure)
            throws IOException {
        if (failure instanceof Problem problem && problem.type() == ProblemType.UNAUTHENTICATED) {
            response.setHeader("WWW-Authenticate", CHALLENGE);
        }
        ProblemResponse.send(request, response, failure);
    }

    private static void requireMethod(String method, HttpServletRequest request, HttpServletResponse response) {
        boolean head = "GET".equals(method) && "HEAD".equals(request.getMethod());
        if (!method.equals(request.getMethod()) && !head) {
            response.setHeader("Allow", "GET".equals(method) ? "GET, HEAD" : method);
            throw new Problem(ProblemType.METHOD_NOT_ALLOWED, "Use " + method + " here.");
        }
    }
}
