package org.tallystick.shared.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;

/**
 * A clock that a file moves while the application runs: the file holds the ISO 8601 duration to add to another clock, such as
 * {@code -P90D}. It is read at every look, so whoever has replaced the file knows that the next look sees the new time. Only for
 * trials; replace the file in one step, and never move backwards.
 */
final class MovedClock extends Clock {
    private final Path file;
    private final Clock clock;

    MovedClock(Path file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    @Override
    public Instant instant() {
        return clock.instant().plus(distance());
    }

    @Override
    public ZoneId getZone() {
        return clock.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new MovedClock(file, clock.withZone(zone));
    }

    Duration distance() {
        try {
            return Duration.parse(Files.readString(file).strip());
        } catch (IOException e) {
            throw new UncheckedIOException("The file of tallystick.clock-file cannot be read: " + file, e);
        } catch (DateTimeParseException e) {
            throw new IllegalStateException("The file of tallystick.clock-file must hold a duration such as -P90D", e);
        }
    }
}
