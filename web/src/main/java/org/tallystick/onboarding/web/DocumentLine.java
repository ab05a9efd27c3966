package org.tallystick.onboarding.web;

import java.time.Instant;
import java.util.Locale;
import org.tallystick.onboarding.service.ApplicationDocument;
import org.tallystick.shared.web.Moment;

/** A document as a row. */
public record DocumentLine(String id, String kind, String name, String size, String type, Moment added) {
    private static final double KILO = 1024;

    static DocumentLine of(ApplicationDocument document) {
        double kilobytes = document.length() / KILO;
        String size = kilobytes < KILO
                ? String.format(Locale.ROOT, "%.0f KB", Math.ceil(kilobytes))
                : String.format(Locale.ROOT, "%.1f MB", kilobytes / KILO);
        return new DocumentLine(
                document.id(),
                document.kind().name(),
                document.name(),
                size,
                document.type().name(),
                Moment.of(Instant.ofEpochMilli(document.addedAt())));
    }
}
