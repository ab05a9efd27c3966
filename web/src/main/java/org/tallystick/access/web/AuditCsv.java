package org.tallystick.access.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;
import org.tallystick.access.AuditRecord;
import org.tallystick.access.AuditSearch;
import org.tallystick.shared.AuditEvent;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.ShopTime;
import org.tallystick.shared.web.CsvLine;

/** The audit trail as a file, and the search that a query string asks for. */
public final class AuditCsv {
    /** The first line, with the mark by which Excel knows UTF-8. */
    public static final String HEAD = '\uFEFF'
            + CsvLine.of(
                    "seq", "time", "actor", "role", "remote", "request", "action", "object", "before", "after",
                    "reason", "hash");

    private AuditCsv() {}

    /** One record with its CRLF. */
    public static String line(AuditRecord row) {
        AuditEvent e = row.event();
        return CsvLine.of(
                Long.toString(row.seq()),
                Instant.ofEpochMilli(row.at()).toString(),
                e.actor(),
                e.role(),
                e.remote(),
                e.requestId(),
                e.action(),
                e.object(),
                e.before(),
                e.after(),
                e.reason(),
                Base64Url.encode(row.hash()));
    }

    /** A date that is none is left out. */
    public static AuditSearch search(Function<String, Optional<String>> parameters) {
        return new AuditSearch(
                text(parameters, "actor"),
                text(parameters, "action"),
                text(parameters, "object"),
                day(parameters, "from", 0),
                day(parameters, "to", 1),
                0);
    }

    private static long day(Function<String, Optional<String>> parameters, String name, int plus) {
        try {
            return LocalDate.parse(text(parameters, name))
                    .plusDays(plus)
                    .atStartOfDay(ShopTime.ZONE)
                    .toInstant()
                    .toEpochMilli();
        } catch (DateTimeException e) {
            return 0;
        }
    }

    private static String text(Function<String, Optional<String>> parameters, String name) {
        return parameters.apply(name).map(String::strip).orElse("");
    }
}
