package org.tallystick.shared.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads the query part of an address that is kept as a text. The first value of a name counts; what cannot be decoded is left out. */
public final class QueryParameters {
    private QueryParameters() {}

    /** @param query with or without its question mark */
    public static Function<String, Optional<String>> of(String query) {
        Map<String, String> values = new HashMap<>();
        for (String pair : (query.startsWith("?") ? query.substring(1) : query).split("&")) {
            String[] parts = pair.split("=", 2);
            if (parts.length == 2) {
                decoded(parts[1]).ifPresent(value -> values.putIfAbsent(parts[0], value));
            }
        }
        return name -> Optional.ofNullable(values.get(name));
    }

    private static Optional<String> decoded(String text) {
        try {
            return Optional.of(URLDecoder.decode(text, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
