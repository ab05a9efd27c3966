package org.tallystick.shared.service;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Times in the rows of native queries: drivers differ in what they make of a time with its zone. */
public final class ColumnTime {
    private ColumnTime() {}

    /** Empty for NULL. @param value a time with its zone, or UTC milliseconds */
    public static Optional<Instant> of(@Nullable Object value) {
        return Optional.ofNullable(value).map(ColumnTime::instant);
    }

    /** @param value a time with its zone, or UTC milliseconds */
    public static Instant instant(Object value) {
        if (value instanceof Number millis) {
            return Instant.ofEpochMilli(millis.longValue());
        }
        if (value instanceof OffsetDateTime time) {
            return time.toInstant();
        }
        return value instanceof Timestamp stamp ? stamp.toInstant() : (Instant) value;
    }
}
