package org.tallystick.shared;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** The days that shops count by. All of China keeps one time, and so do the shops, their slips and the days of every list. */
public final class ShopTime {
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private ShopTime() {}

    /** @return the day it is in the shops */
    public static LocalDate today(Clock clock) {
        return LocalDate.now(clock.withZone(ZONE));
    }

    /** @return the shops' day at that moment */
    public static LocalDate dayOf(Instant moment) {
        return LocalDate.ofInstant(moment, ZONE);
    }

    /** @return the moment at which the shops' day begins */
    public static Instant startOf(LocalDate day) {
        return day.atStartOfDay(ZONE).toInstant();
    }
}
