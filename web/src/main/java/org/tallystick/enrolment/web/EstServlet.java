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
import org.tallystick.enrolment.AlgorithmChoice;
import org.tallystick.enrolment.service.CertificateStore;
import org.tallystick.enrolment.service.EnrolmentService;
import org.tallystick.enrolment.service.InstitutionAlgorithms;
import org.tallystick.enrolment.service.RenewalService;
import org.tallystick.enrolment.service.WrongCodes;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.X509;
import org.tallystick.shared.service.Settings;
import org.tallystick.shared.web.ProblemResponse;

/**
 * EST (RFC 7030): {@code GET cacerts} and {@code csrattrs}; {@code POST simpleenroll} with Basic terminal number and code;
 * {@code POST simplereenroll} over TLS with the certificate to be renewed, which only the listener for terminals asks for. The label
 * of RFC 7030 section 3.2.2 may be an institution's code: {@code cacerts} and {@code csrattrs} are then that institution's.
 */
@WebServlet(urlPatterns = "/.well-known/est/*")
public class EstServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final int LARGEST_REQUEST = 8 << 10;
    private static final String CHALLENGE = "Basic realm=\"Tallystick enrolment\", charset=\"UTF-8\"";
    private static final String CLIENT_CERTIFICATES = "jakarta.servlet.request.X509Certificate";

    @Inject
    transient EnrolmentService enrolment;

    @Inject
    transient RenewalService renewals;

    @Inject
    transient CertificateStore certificates;

    @Inject
    transient InstitutionAlgorithms algorithms;

    @Inject
    transient WrongCodes wrongCodes;

    @Inject
    transient Settings settings;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = Optional.ofNullable(request.getPathInfo()).orElse("/");
        String operation = path.substring(path.lastIndexOf('/'));
        try {
            Optional<AlgorithmChoice> choice = choice(path.substring(0, path.lastIndexOf('/')));
            switch (operation) {
                case "/cacerts" -> {
                    requireMethod("GET", request, response);
                    answer(response, CertsOnly.MEDIA_TYPE, CertsOnly.encode(authorities(choice)));
                }
                case "/csrattrs" -> {
                    requireMethod("GET", request, response);
                    answer(
                            response,
                            CsrAttributes.MEDIA_TYPE,
                            CsrAttributes.encode(
                                    choice.map(AlgorithmChoice::terminals).orElseGet(algorithms::terminals)));
                }
                case "/simpleenroll" -> {
                    requireMethod("POST", request, response);
                    answer(response, CertsOnly.MEDIA_TYPE, CertsOnly.encode(enrol(request)));
                }
                case "/simplereenroll" -> {
                    requireMethod("POST", request, response);
                    answer(response, CertsOnly.MEDIA_TYPE, CertsOnly.encode(renew(request)));
                }
                default ->
                    throw new Problem(
                            ProblemType.NOT_FOUND,
                            "There is cacerts, csrattrs, simpleenroll and simplereenroll here, nothing else.");
            }
        } catch (RuntimeException e) {
            fail(operation, request, response, e);
        }
    }

    /** What the institution of the label has chosen; nothing without a label. */
    private Optional<AlgorithmChoice> choice(String label) {
        if (label.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(algorithms
                .find(label.substring(1))
                .orElseThrow(
                        () -> new Problem(ProblemType.NOT_FOUND, "The label is not the code of an institution here.")));
    }

    /** Those for SM2 only where SM2 is in use: much software cannot even read them. */
    private List<X509Certificate> authorities(Optional<AlgorithmChoice> choice) {
        boolean sm2 = choice.map(AlgorithmChoice::usesSm2).orElse(true);
        return certificates.authorities().stream()
                .filter(authority -> sm2 || !X509.isSm2(authority))
                .toList();
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

    /** TLS has proven the key and led the certificate to an authority for terminals; everything else is asked inside. */
    private List<X509Certificate> renew(HttpServletRequest request) throws IOException {
        X509Certificate presented = Optional.ofNullable((X509Certificate[]) request.getAttribute(CLIENT_CERTIFICATES))
                .filter(chain -> chain.length > 0)
                .map(chain -> chain[0])
                .orElseThrow(() -> new Problem(
                        ProblemType.UNAUTHENTICATED,
                        "Connect to " + settings.terminalUrl()
                                + " with the certificate to be renewed as the client's certificate of TLS."));
        return renewals.renew(presented, body(request), request.getRemoteAddr());
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

    private static void answer(HttpServletResponse response, String mediaType, byte[] body) throws IOException {
        response.setContentType(mediaType);
        response.setHeader("Content-Transfer-Encoding", "base64");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static void fail(
            String operation, HttpServletRequest request, HttpServletResponse response, RuntimeException failure)
            throws IOException {
        boolean unauthenticated = failure instanceof Problem problem && problem.type() == ProblemType.UNAUTHENTICATED;
        if (unauthenticated && operation.equals("/simpleenroll")) {
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
