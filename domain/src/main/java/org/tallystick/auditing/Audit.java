package org.tallystick.auditing;

import java.util.Optional;
import java.util.OptionalLong;
import org.tallystick.access.Role;
import org.tallystick.work.Work;

/**
 * A run as it stands. Times are UTC milliseconds, 0 where there is none yet.
 *
 * @param number {@code AU-261129-7KQ2M}
 * @param startedBy login of the account
 * @param restarts how often a restart has cut it off so far
 * @param resumedAt entries that were behind it when it last began
 * @param previous number of the run it is compared with; empty if there is none
 * @param reference id under which the log tells of a failure
 * @param entry where its report stands in the ledger; empty until it does
 * @param verdict empty until it is done
 */
public record Audit(
        String number,
        String accountId,
        String startedBy,
        Role role,
        AuditScope scope,
        AuditState state,
        Work.Counts counts,
        Work.Times times,
        boolean cancelAsked,
        int restarts,
        long resumedAt,
        String previous,
        String reference,
        Optional<Place> entry,
        Optional<AuditVerdict> verdict) {
    /** After so many it waits for somebody to say that it is to go on: it may be what ends the server. */
    public static final int MOST_RESTARTS = 3;

    private static final long MILLIS = 1_000;

    /** An index in a log. */
    public record Place(int logId, long index) {}

    public int percent() {
        return state == AuditState.DONE ? 100 : counts.percent();
    }

    /** Seconds since it last began, or that it took from then. */
    public long seconds(long now) {
        return times.seconds(now);
    }

    /** Entries per second since it last began; 0 while that cannot be said. */
    public long rate(long now) {
        long millis = (times.ended() == 0 ? now : times.ended()) - times.began();
        return times.began() == 0 || millis <= 0 ? 0 : (counts.done() - resumedAt) * MILLIS / millis;
    }

    /** Seconds that are left if it goes on as so far; empty while that cannot be said. */
    public OptionalLong secondsLeft(long now) {
        long rate = rate(now);
        return state != AuditState.RUNNING || rate == 0 || now - times.began() < MILLIS
                ? OptionalLong.empty()
                : OptionalLong.of((counts.total() - counts.done() + rate - 1) / rate);
    }
}
