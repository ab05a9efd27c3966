package org.tallystick.bench;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;

/**
 * The days of which a run loads sales, all in one quarter and so in one log: up to now, or, where the quarter has only begun, from now on,
 * with the server's clock moved along.
 *
 * @param before what the server's clock is moved by while terminals enrol, before the first sale
 * @param after what it is moved by from the last sale on
 */
record BenchDays(Duration before, Duration after) {
    /** Nothing is loaded, and no clock is moved. */
    static final BenchDays NONE = new BenchDays(Duration.ZERO, Duration.ZERO);

    /** Enough for a month's lists. */
    private static final Duration LENGTH = Duration.ofDays(40);

    /** Of the beginning and the end: for starting, enrolling and stopping. */
    private static final Duration MARGIN = Duration.ofHours(1);

    static BenchDays at(Instant now) {
        LocalDate today = now.atOffset(ZoneOffset.UTC).toLocalDate();
        LocalDate quarter = today.with(IsoFields.DAY_OF_QUARTER, 1);
        boolean past =
                !now.minus(LENGTH).isBefore(quarter.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC));
        return past ? new BenchDays(LENGTH.negated(), Duration.ZERO) : new BenchDays(Duration.ZERO, LENGTH);
    }

    Instant firstSale(Instant now) {
        return now.plus(before).plus(MARGIN);
    }

    Instant lastSale(Instant now) {
        return now.plus(after).minus(MARGIN);
    }
}
