package org.tallystick.shared.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Local addresses as the client wrote them, for redirects and links that keep the page. */
public final class Addresses {
    private Addresses() {}

    /** Path and query string of the request, still encoded. */
    static String pathAndQuery(HttpServletRequest request) {
        return withoutParameters(request.getRequestURI(), request.getQueryString(), Set.of());
    }

    /**
     * The path with the query string less some parameters. A path that starts with two slashes would name another host,
     * so leading slashes are folded into one.
     */
    public static String withoutParameters(String path, @Nullable String query, Set<String> names) {
        String local = "/" + path.replaceFirst("^[/\\\\]+", "");
        String kept = query == null
                ? ""
                : Arrays.stream(query.split("&"))
                        .filter(pair -> !pair.isEmpty() && !names.contains(pair.split("=", 2)[0]))
                        .collect(Collectors.joining("&"));
        return kept.isEmpty() ? local : local + "?" + kept;
    }
}
