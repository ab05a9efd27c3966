package org.tallystick.terminal.replay;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads an InvoiceDate: as the data set has it (12/1/2010 8:26, month first), or ISO 8601 with or without offset. */
final class SaleTime {
    private static final List<DateTimeFormatter> LOCAL = List.of(
            strict("M/d/uuuu H:mm"),
            strict("M/d/uuuu H:mm:ss"),
            strict("uuuu-MM-dd H:mm[:ss]"),
            DateTimeFormatter.ISO_LOCAL_DATE_TIME);

    private SaleTime() {}

    /** So that a 30th of February is no date at all. */
    private static DateTimeFormatter strict(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    }

    /** @param zone where a time without offset was read from a clock */
    static Optional<OffsetDateTime> parse(String text, ZoneId zone) {
        for (DateTimeFormatter format : LOCAL) {
            try {
                return Optional.of(
                        LocalDateTime.parse(text, format).atZone(zone).toOffsetDateTime());
            } catch (DateTimeException notThisOne) {
                continue;
            }
        }
        try {
            return Optional.of(OffsetDateTime.parse(text));
        } catch (DateTimeException noneOfThem) {
            return Optional.empty();
        }
    }
}
