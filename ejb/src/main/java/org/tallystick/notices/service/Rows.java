package org.tallystick.notices.service;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Columns of a result's row. */
final class Rows {
    private Rows() {}

    static <T> List<T> of(List<?> result, Function<Object[], T> reader) {
        return result.stream().map(row -> reader.apply((Object[]) row)).toList();
    }

    static String text(Object column) {
        return (String) column;
    }

    static long number(Object column) {
        return ((Number) column).longValue();
    }

    static Instant time(Object column) {
        return Instant.ofEpochMilli(number(column));
    }

    /** Empty where there is none. */
    static Optional<Instant> ifAny(Object column) {
        return number(column) == 0 ? Optional.empty() : Optional.of(time(column));
    }
}
