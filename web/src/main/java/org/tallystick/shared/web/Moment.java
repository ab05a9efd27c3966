package org.tallystick.shared.web;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.tallystick.shared.ShopTime;

/**
 * A point in time as pages show it: the clock's reading, the zone it is read in, and the exact form beside.
 *
 * @param text {@code 2026-11-22 18:42:07}
 * @param zone {@code UTC+8}
 * @param iso ISO 8601 with offset
 */
public record Moment(String text, String zone, String iso) {
    private static final DateTimeFormatter TEXT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter ISO = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX", Locale.ROOT);

    /** In the default zone of the platform, China's. */
    public static Moment of(Instant instant) {
        return of(instant.atZone(ShopTime.ZONE).toOffsetDateTime());
    }

    /** In the zone it was written in, such as the shop's. */
    public static Moment of(OffsetDateTime time) {
        return new Moment(TEXT.format(time), zone(time.getOffset()), ISO.format(time));
    }

    /** Only the day. */
    public String day() {
        return text.substring(0, text.indexOf(' '));
    }

    private static String zone(ZoneOffset offset) {
        int minutes = offset.getTotalSeconds() / 60;
        String sign = minutes < 0 ? "−" : "+";
        int rest = Math.abs(minutes) % 60;
        String hours = String.valueOf(Math.abs(minutes) / 60);
        return minutes == 0 ? "UTC" : "UTC" + sign + hours + (rest == 0 ? "" : ":" + String.format("%02d", rest));
    }
}
