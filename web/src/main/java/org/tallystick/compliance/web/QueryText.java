package org.tallystick.compliance.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The query string of a link; what is empty is left out. */
final class QueryText {
    private final StringBuilder text = new StringBuilder();

    QueryText add(String name, String value) {
        if (!value.isEmpty()) {
            text.append(text.isEmpty() ? '?' : '&')
                    .append(name)
                    .append('=')
                    .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
