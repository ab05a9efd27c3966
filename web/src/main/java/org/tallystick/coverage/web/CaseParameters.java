package org.tallystick.coverage.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tallystick.coverage.CaseQuery;
import org.tallystick.coverage.CaseQuery.Which;
import org.tallystick.coverage.CauseGroup;
import org.tallystick.signing.Cause;

/** Reads a list's address, and writes that of another one. What cannot be read counts as not asked for. */
final class CaseParameters {
    private static final int LONGEST_TEXT = 64;

    private CaseParameters() {}

    static CaseQuery of(HttpServletRequest request) {
        return new CaseQuery(
                Cause.ofCode(text(request, "cause")),
                CauseGroup.of(text(request, "group")),
                Which.of(text(request, "which")),
                text(request, "q"),
                day(text(request, "from")),
                day(text(request, "to")),
                page(text(request, "page")));
    }

    /** The query part of the address, with its question mark; empty if it has none. */
    static String link(CaseQuery query) {
        List<String> parts = new ArrayList<>();
        query.cause().ifPresent(cause -> parts.add("cause=" + cause.code()));
        query.group().ifPresent(group -> parts.add("group=" + group));
        if (query.which() != Which.OPEN) {
            parts.add("which=" + query.which().name().toLowerCase(Locale.ROOT));
        }
        if (!query.text().isEmpty()) {
            parts.add("q=" + URLEncoder.encode(query.text(), StandardCharsets.UTF_8));
        }
        query.from().ifPresent(day -> parts.add("from=" + day));
        query.to().ifPresent(day -> parts.add("to=" + day));
        if (query.page() > 0) {
            parts.add("page=" + (query.page() + 1));
        }
        return parts.isEmpty() ? "" : "?" + String.join("&", parts);
    }

    static Optional<LocalDate> day(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    static String text(HttpServletRequest request, String name) {
        String value = request.getParameter(name);
        String text = value == null ? "" : value.strip();
        return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
    }

    static int page(String text) {
        return text.matches("[1-9]\\d{0,4}") ? Integer.parseInt(text) - 1 : 0;
    }
}
