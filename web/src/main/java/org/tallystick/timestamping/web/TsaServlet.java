package org.tallystick.timestamping.web;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.web.ProblemResponse;
import org.tallystick.timestamping.service.TimestampAuthority;

/**
 * Timestamps over HTTP (RFC 3161 section 3.4): {@code POST /tsa} with the request. Whatever is wrong with the request itself is said by
 * a timestamp response.
 */
@WebServlet("/tsa")
public class TsaServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String REQUEST = "application/timestamp-query";
    private static final String RESPONSE = "application/timestamp-reply";

    @Inject
    transient TimestampAuthority authority;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            if (!"POST".equals(request.getMethod())) {
                response.setHeader("Allow", "POST");
                throw new Problem(ProblemType.METHOD_NOT_ALLOWED, "Send the request with POST.");
            }
            byte[] body = authority.answer(body(request));
            response.setHeader("Cache-Control", "no-store");
            response.setContentType(RESPONSE);
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
        } catch (RuntimeException e) {
            ProblemResponse.send(request, response, e);
        }
    }

    /** One byte more than a request may have makes it one that is refused. */
    private static byte[] body(HttpServletRequest request) throws IOException {
        String type = Optional.ofNullable(request.getContentType()).orElse("");
        if (!REQUEST.equals(type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))) {
            throw new Problem(ProblemType.UNSUPPORTED_MEDIA_TYPE, "Send the request as " + REQUEST + ".");
        }
        return request.getInputStream().readNBytes(TimestampAuthority.LARGEST_REQUEST + 1);
    }
}
