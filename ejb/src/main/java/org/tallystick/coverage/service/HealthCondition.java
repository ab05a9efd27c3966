package org.tallystick.coverage.service;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.tallystick.coverage.HealthSign;

/**
 * The questions of {@link HealthSign} for the database, over the columns that {@link ConditionRepository} names {@code x}, so that
 * terminals with signs can be found and come first. A test holds both to the same answers.
 *
 * @param sql with one parameter for each question mark; true if the terminal is at work and any of the signs shows
 */
record HealthCondition(String sql, List<Object> parameters) {
    static HealthCondition any(Collection<HealthSign> signs, Instant now) {
        List<Object> parameters = new ArrayList<>();
        parameters.add(silent(now));
        String any = signs.stream()
                .map(sign -> {
                    parameters.addAll(parameters(sign, now));
                    return sql(sign);
                })
                .collect(Collectors.joining(" OR "));
        return new HealthCondition("((x.held > 0 OR x.heard >= ?) AND (" + any + "))", parameters);
    }

    private static String sql(HealthSign sign) {
        return switch (sign) {
            case CERTIFICATE -> "x.valid_until IS NULL OR x.valid_until <= ?";
            case SILENT -> "x.heard > 0 AND x.heard < ?";
            case OUTBOX ->
                "x.outbox >= ? AND x.outbox > x.outbox3 AND x.outbox >= x.outbox1 AND x.outbox1 >= x.outbox2"
                        + " AND x.outbox2 >= x.outbox3";
            case PAD -> "x.pads >= ?";
            case CLOCK -> "ABS(x.clock_offset) > ?";
        };
    }

    private static List<Object> parameters(HealthSign sign, Instant now) {
        return switch (sign) {
            case CERTIFICATE -> List.of(now.plus(HealthSign.CERTIFICATE_LEFT).atOffset(ZoneOffset.UTC));
            case SILENT -> List.of(silent(now));
            case OUTBOX -> List.of(HealthSign.OUTBOX_LEAST);
            case PAD -> List.of(HealthSign.PAD_LEAST);
            case CLOCK -> List.of(HealthSign.CLOCK_MOST.toMillis());
        };
    }

    private static long silent(Instant now) {
        return now.minus(HealthSign.SILENT_AFTER).toEpochMilli();
    }
}
