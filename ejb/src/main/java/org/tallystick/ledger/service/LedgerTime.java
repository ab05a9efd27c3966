package org.tallystick.ledger.service;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import org.tallystick.ledger.service.LogIncident.Kind;
import org.tallystick.shared.service.ClockSource;

/** Ledger time of one batcher: it never decreases, and a clock that cannot be right stops the log rather than dating entries wrongly. */
final class LedgerTime {
    private static final long MAX_DIFFERENCE = 2_000;

    /** How long the newest entry may stay in the future before its log ends. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Clock clock;
    private final Duration patience;
    private long futureLog = -1;
    private long futureSince;

    LedgerTime(Clock clock) {
        this(clock, PATIENCE);
    }

    LedgerTime(Clock clock, Duration patience) {
        this.clock = clock;
        this.patience = patience;
    }

    /**
     * Time of the entries that follow this head.
     *
     * @throws SQLException if nothing can be dated now
     * @throws LogIncident if the newest entry has been in the future for too long
     */
    long after(int logId, LedgerHead head) throws SQLException, LogIncident {
        long now = clock.millis();
        long database = head.databaseTime() + ClockSource.distance(clock).toMillis();
        if (Math.abs(now - database) > MAX_DIFFERENCE) {
            throw new SQLException("the clocks of this node and of the database differ by more than 2 s");
        }
        if (head.lastTime() <= Math.max(now, database) + MAX_DIFFERENCE) {
            futureLog = -1;
            return Math.max(now, head.lastTime());
        }
        if (futureLog != logId) {
            futureLog = logId;
            futureSince = System.nanoTime();
        }
        if (System.nanoTime() - futureSince < patience.toNanos()) {
            throw new SQLException("the newest entry is more than 2 s in the future: a clock has been set back");
        }
        throw new LogIncident(
                Kind.CLOCK,
                "The newest entry is dated %d ms ahead of the clocks of this node and of the database, and has been for %d s."
                        .formatted(head.lastTime() - now, patience.toSeconds()));
    }
}
