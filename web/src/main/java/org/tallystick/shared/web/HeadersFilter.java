package org.tallystick.shared.web;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.service.Settings;

/**
 * Sets the headers of THREATS.md section 6 on every answer, by kind of path. What a servlet sets itself (such as the
 * caching of a ledger tile) replaces the default given here.
 */
public class HeadersFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    /** Request attribute with the nonce of this answer's Content-Security-Policy. */
    public static final String NONCE = "tallystick.nonce";

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String POLICY = "Content-Security-Policy";
    private static final String TRANSPORT = "Strict-Transport-Security";
    private static final String ONE_YEAR = "max-age=31536000; includeSubDomains";
    private static final String FILE_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox";

    @Inject
    private transient Settings settings;

    private boolean production;

    @Override
    public void init() {
        production = settings.production();
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        set(request, response, production);
        chain.doFilter(request, response);
    }

    /** @param production whether the certificate is a real one, so that browsers may insist on it for a year */
    static void set(HttpServletRequest request, HttpServletResponse response, boolean production) {
        PathKind kind = PathKind.of(request);
        setCommon(response::setHeader, kind);
        if (production && request.isSecure()) {
            response.setHeader(TRANSPORT, ONE_YEAR);
        }
        if (kind.isPage()) {
            String nonce = nonce();
            request.setAttribute(NONCE, nonce);
            response.setHeader(POLICY, pagePolicy(nonce));
        } else {
            response.setHeader(POLICY, FILE_POLICY);
        }
        if (kind == PathKind.PRIVATE_PAGE || kind == PathKind.PRIVATE_FILE) {
            response.setHeader("X-Robots-Tag", "noindex, nofollow");
        }
        if (kind == PathKind.LEDGER && isRead(request)) {
            response.setHeader("Access-Control-Allow-Origin", "*");
        }
    }

    /** What an answer to a program over https has, for those that no filter sees. */
    public static Map<String, String> ofProgram(boolean production) {
        Map<String, String> headers = new LinkedHashMap<>();
        setCommon(headers::put, PathKind.API);
        headers.put(POLICY, FILE_POLICY);
        if (production) {
            headers.put(TRANSPORT, ONE_YEAR);
        }
        return headers;
    }

    private static void setCommon(BiConsumer<String, String> headers, PathKind kind) {
        boolean secret = kind == PathKind.PRIVATE_PAGE || kind == PathKind.PRIVATE_FILE;
        headers.accept("X-Content-Type-Options", "nosniff");
        headers.accept("Referrer-Policy", secret ? "no-referrer" : "same-origin");
        headers.accept("Cross-Origin-Opener-Policy", "same-origin");
        headers.accept("Cross-Origin-Resource-Policy", kind == PathKind.LEDGER ? "cross-origin" : "same-origin");
        headers.accept("Permissions-Policy", "camera=(self), geolocation=(), microphone=(), payment=()");
        headers.accept("Cache-Control", secret ? "private, no-store" : "no-store");
    }

    private static String pagePolicy(String nonce) {
        return "default-src 'none'; script-src 'nonce-" + nonce + "'; style-src 'self' 'nonce-" + nonce
                + "'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
                + "frame-ancestors 'none'";
    }

    private static String nonce() {
        byte[] bits = new byte[16];
        RANDOM.nextBytes(bits);
        return Base64Url.encode(bits);
    }

    private static boolean isRead(HttpServletRequest request) {
        return "GET".equals(request.getMethod()) || "HEAD".equals(request.getMethod());
    }
}
