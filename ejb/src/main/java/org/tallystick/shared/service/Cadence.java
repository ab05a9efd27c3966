package org.tallystick.shared.service;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** When a background job runs again: some time after its last run, or whenever the clock shows a minute or a second. */
public sealed interface Cadence {

    /** @return the first run after a time */
    Instant after(Instant time);

    /** So long after the run before it. */
    static Cadence every(Duration distance) {
        return new Distance(distance);
    }

    /** Every minute at this second. */
    static Cadence minutely(int second) {
        return new Mark(ChronoUnit.MINUTES, Duration.ofSeconds(second));
    }

    /** Every hour at this minute. */
    static Cadence hourly(int minute) {
        return new Mark(ChronoUnit.HOURS, Duration.ofMinutes(minute));
    }

    /** After the end of the run before. */
    record Distance(Duration distance) implements Cadence {
        @Override
        public Instant after(Instant time) {
            return time.plus(distance);
        }
    }

    /** At a mark of the clock. */
    record Mark(ChronoUnit unit, Duration offset) implements Cadence {
        @Override
        public Instant after(Instant time) {
            Instant mark = time.truncatedTo(unit).plus(offset);
            return mark.isAfter(time) ? mark : mark.plus(1, unit);
        }
    }
}
