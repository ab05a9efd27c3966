package org.tallystick.coverage.service;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.tallystick.coverage.HealthSign;
import org.tallystick.enrolment.TerminalProgram;

/**
 * The questions of {@link HealthSign} for the database, over the columns that {@link ConditionRepository} names {@code x}, so that
 * terminals with signs can be found and come first. A test holds both to the same answers.
 *
 * @param sql with one parameter for each question mark; true if the terminal is at work and any of the signs shows
 */
record HealthCondition(String sql, List<Object> parameters) {
    /** @param outdated programs that are older than they must be */
    static HealthCondition any(Collection<HealthSign> signs, Instant now, Collection<TerminalProgram> outdated) {
        List<Object> parameters = new ArrayList<>();
        parameters.add(silent(now));
        String any = signs.stream()
                .map(sign -> {
                    if (sign == HealthSign.PROGRAM) {
                        return programs(outdated, parameters);
                    }
                    parameters.addAll(parameters(sign, now));
                    return sql(sign);
                })
                .collect(Collectors.joining(" OR "));
        return new HealthCondition("((x.held > 0 OR x.heard >= ?) AND (" + any + "))", parameters);
    }

    private static String programs(Collection<TerminalProgram> outdated, List<Object> parameters) {
        outdated.forEach(program -> parameters.addAll(List.of(program.brand(), program.model(), program.firmware())));
        return outdated.isEmpty()
                ? "1 = 0"
                : "(x.brand, x.model, x.firmware) IN ("
                        + String.join(", ", Collections.nCopies(outdated.size(), "(?, ?, ?)")) + ")";
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
            case PROGRAM -> "1 = 0";
        };
    }

    private static List<Object> parameters(HealthSign sign, Instant now) {
        return switch (sign) {
            case CERTIFICATE -> List.of(now.plus(HealthSign.CERTIFICATE_LEFT).atOffset(ZoneOffset.UTC));
            case SILENT -> List.of(silent(now));
            case OUTBOX -> List.of(HealthSign.OUTBOX_LEAST);
            case PAD -> List.of(HealthSign.PAD_LEAST);
            case CLOCK -> List.of(HealthSign.CLOCK_MOST.toMillis());
            case PROGRAM -> List.of();
        };
    }

    private static long silent(Instant now) {
        return now.minus(HealthSign.SILENT_AFTER).toEpochMilli();
    }
}
