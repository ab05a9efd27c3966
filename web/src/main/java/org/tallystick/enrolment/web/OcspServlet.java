package org.tallystick.enrolment.web;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.tallystick.enrolment.service.OcspResponder;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.web.ProblemResponse;

/**
 * OCSP over HTTP (RFC 6960 appendix A): {@code POST /ocsp} with the request, or {@code GET /ocsp/{base64}}. Whatever is wrong with
 * the request itself is said by an OCSP response.
 */
@WebServlet(urlPatterns = {"/ocsp", "/ocsp/*"})
public class OcspServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String REQUEST = "application/ocsp-request";
    private static final String RESPONSE = "application/ocsp-response";
    private static final int LARGEST_REQUEST = 4 << 10;
    private static final String SHORTLY = "public, max-age=5, no-transform, must-revalidate";

    @Inject
    transient OcspResponder responder;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            switch (request.getMethod()) {
                case "POST" -> {
                    response.setHeader("Cache-Control", "no-store");
                    answer(response, body(request));
                }
                case "GET", "HEAD" -> {
                    response.setHeader("Cache-Control", SHORTLY);
                    answer(response, path(request));
                }
                default -> {
                    response.setHeader("Allow", "GET, HEAD, POST");
                    throw new Problem(ProblemType.METHOD_NOT_ALLOWED, "Use GET or POST here.");
                }
            }
        } catch (RuntimeException e) {
            ProblemResponse.send(request, response, e);
        }
    }

    private void answer(HttpServletResponse response, byte[] asked) throws IOException {
        byte[] body = responder.answer(asked);
        response.setContentType(RESPONSE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** One byte more than a request may have makes it a malformed one. */
    private static byte[] body(HttpServletRequest request) throws IOException {
        String type = Optional.ofNullable(request.getContentType()).orElse("");
        if (!REQUEST.equals(type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))) {
            throw new Problem(ProblemType.UNSUPPORTED_MEDIA_TYPE, "Send the request as " + REQUEST + ".");
        }
        return request.getInputStream().readNBytes(LARGEST_REQUEST + 1);
    }

    /** Base64, whose {@code + / =} may be escaped or not; what is none is a request without bytes. */
    static byte[] decoded(String text) {
        try {
            String plain =
                    text.replaceAll("(?i)%2B", "+").replaceAll("(?i)%2F", "/").replaceAll("(?i)%3D", "=");
            return Base64.getDecoder().decode(plain.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static byte[] path(HttpServletRequest request) {
        String uri = request.getRequestURI();
        String prefix = request.getContextPath() + "/ocsp/";
        return uri.startsWith(prefix) ? decoded(uri.substring(prefix.length())) : new byte[0];
    }
}
