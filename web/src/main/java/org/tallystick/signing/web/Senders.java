package org.tallystick.signing.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.signing.service.Sender;

/** Tells who sends a request: the fallback secret it carries and the network it comes from. */
final class Senders {
    private static final String BEARER = "Bearer ";

    private Senders() {}

    static Sender of(HttpServletRequest request) {
        return of(request.getHeader("Authorization"), request.getRemoteAddr());
    }

    /** @param address of the client, as numbers */
    static Sender of(@Nullable String authorization, String address) {
        Optional<String> secret = Optional.ofNullable(authorization)
                .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(value -> value.substring(BEARER.length()).strip());
        return new Sender(secret, network(address));
    }

    /** /24 of an IPv4 address, /48 of an IPv6 one. */
    static String network(String address) {
        if (address.indexOf(':') < 0) {
            int lastDot = address.lastIndexOf('.');
            return lastDot < 0 ? address : address.substring(0, lastDot);
        }
        String[] groups = address.split(":");
        return String.join(":", java.util.Arrays.copyOf(groups, Math.min(3, groups.length)));
    }
}
