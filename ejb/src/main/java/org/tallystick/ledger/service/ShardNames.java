package org.tallystick.ledger.service;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.function.Predicate;

/**
 * Names of shards: the calendar quarter in UTC, such as {@code 2026q4}, and where a shard ended before its quarter did, {@code 2026q4-2}
 * and so on. The master log is named after the year it was opened in, and lasts until its key is changed.
 */
final class ShardNames {
    private ShardNames() {}

    static String period(String acquirer, long timeMillis) {
        ZonedDateTime time = Instant.ofEpochMilli(timeMillis).atZone(ZoneOffset.UTC);
        String year = Integer.toString(time.getYear());
        return acquirer.equals(LedgerLog.MASTER) ? year : year + "q" + ((time.getMonthValue() + 2) / 3);
    }

    /** Whether the log's quarter has ended; time that goes back ends nothing. */
    static boolean isOver(LedgerLog log, long timeMillis) {
        String own = log.shard().replaceFirst("-.*", "");
        return !log.isMaster() && own.compareTo(period(log.acquirer(), timeMillis)) < 0;
    }

    /** @param taken shards of the acquirer whose names must not be used again */
    static String free(String acquirer, long timeMillis, Predicate<String> taken) {
        String period = period(acquirer, timeMillis);
        String name = period;
        for (int number = 2; taken.test(name); number++) {
            name = period + "-" + number;
        }
        return name;
    }
}
