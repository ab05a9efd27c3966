package org.tallystick.signing.web;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.web.ProblemResponse;
import org.tallystick.signing.service.RenewalIntake;

/** {@code POST /api/v1/renewals}: the next certificate for a terminal whose key TLS does not know (API.md, Enrolment). */
@WebServlet(urlPatterns = "/api/v1/renewals")
public class RenewalsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final int LARGEST_BODY = 16 << 10;

    @Inject
    transient RenewalIntake intake;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            RequestMethod.requirePost(request, response);
            List<X509Certificate> issued =
                    intake.accept(RequestBody.read(request, LARGEST_BODY), request.getRemoteAddr());
            byte[] answer = JsonWriter.write(Map.of("certificates", base64(issued)));
            response.setContentType("application/json");
            response.setContentLength(answer.length);
            response.getOutputStream().write(answer);
        } catch (RuntimeException e) {
            ProblemResponse.send(request, response, e);
        }
    }

    private static List<String> base64(List<X509Certificate> certificates) {
        List<String> all = new ArrayList<>();
        try {
            for (X509Certificate certificate : certificates) {
                all.add(Base64.getEncoder().encodeToString(certificate.getEncoded()));
            }
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("A stored certificate has an encoding", e);
        }
        return all;
    }
}
