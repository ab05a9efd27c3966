package org.tallystick.shared.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;

/**
 * Whether a form was sent from a page of this site (THREATS.md B8): by {@code Sec-Fetch-Site} where the browser says it,
 * else by {@code Origin}.
 */
public final class SameOrigin {
    private SameOrigin() {}

    /** Refuse the request if this is false. */
    public static boolean sent(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin");
        }
        String origin = request.getHeader("Origin");
        return origin != null && isOurs(origin, request);
    }

    private static boolean isOurs(String origin, HttpServletRequest request) {
        try {
            URI uri = URI.create(origin);
            return request.getScheme().equals(uri.getScheme())
                    && uri.getAuthority() != null
                    && uri.getAuthority().equals(request.getHeader("Host"));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
