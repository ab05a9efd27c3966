package org.tallystick.operation.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Locale;
import org.tallystick.shared.web.Preferences;
import org.tallystick.shared.web.Texts;

/** Texts of the operator's pages, and figures as they write them. */
record Words(Locale locale, Texts texts) {
    static Words of(HttpServletRequest request) {
        Locale locale = Preferences.of(request).language().locale();
        return new Words(locale, Texts.of("Operator", locale));
    }

    String get(String key, Object... arguments) {
        return arguments.length == 0 ? texts.get(key) : texts.get(key, arguments);
    }

    static String figure(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** A span of time by its two largest units. */
    String span(Duration time) {
        if (time.toDays() > 0) {
            return get("days-hours", figure(time.toDays()), time.toHoursPart() + "");
        }
        if (time.toHours() > 0) {
            return get("hours-minutes", time.toHours() + "", time.toMinutesPart() + "");
        }
        return time.toMinutes() > 0
                ? get("minutes", time.toMinutes() + "", time.toSecondsPart() + "")
                : get("seconds", time.toSeconds() + "");
    }
}
