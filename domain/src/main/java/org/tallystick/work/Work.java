package org.tallystick.work;

import java.util.OptionalLong;
import org.tallystick.access.Role;

/**
 * One piece of long work as it stands. Times are UTC milliseconds, 0 where there is none yet.
 *
 * @param number {@code 261124-7KQ2MD}
 * @param scope what the account saw of the platform when it started this; empty for none
 * @param kind name of what is done, such as {@code receipts-csv}
 * @param parameters what it is done with: the query part of an address, without its question mark
 * @param language BCP 47 tag of the result's language
 * @param cancelAsked whether it ends at the next step
 * @param fileUntil until when the result is kept
 * @param reference id under which the log tells of a failure; empty if there was none
 */
public record Work(
        String number,
        String accountId,
        Role role,
        String scope,
        String kind,
        String parameters,
        String language,
        WorkState state,
        Counts counts,
        Times times,
        boolean cancelAsked,
        String fileName,
        long fileSize,
        long fileUntil,
        String reference) {
    private static final long MILLIS = 1_000;

    /** Steps that are done, and all of them as far as they could be counted before. */
    public record Counts(long done, long total) {
        public static final Counts NONE = new Counts(0, 0);

        /** From 0 to 100; 100 only when everything is done. */
        public int percent() {
            return total <= 0 ? 0 : (int) Math.min(99, done * 100 / total);
        }
    }

    /** When it was asked for, began and ended. */
    public record Times(long asked, long began, long ended) {
        /** From its beginning to its end, or until now. */
        public long seconds(long now) {
            return began == 0 ? 0 : Math.max(0, ((ended == 0 ? now : ended) - began) / MILLIS);
        }
    }

    public int percent() {
        return state == WorkState.DONE ? 100 : counts.percent();
    }

    /** How long it runs or ran, in whole seconds. */
    public long seconds(long now) {
        return times.seconds(now);
    }

    /** Steps per second so far; 0 in the first second. */
    public long rate(long now) {
        long seconds = seconds(now);
        return seconds == 0 ? 0 : counts.done() / seconds;
    }

    /** Seconds that are left if it goes on as so far; empty while that cannot be said. */
    public OptionalLong secondsLeft(long now) {
        long millis = now - times.began();
        if (state != WorkState.RUNNING || counts.done() == 0 || counts.total() <= counts.done() || millis < MILLIS) {
            return OptionalLong.empty();
        }
        double perStep = (double) millis / counts.done();
        return OptionalLong.of((long) Math.ceil(perStep * (counts.total() - counts.done()) / MILLIS));
    }

    /** Whether there is a result that may still be fetched. */
    public boolean hasFile(long now) {
        return state == WorkState.DONE && now < fileUntil;
    }

    /** Whether it may be asked for once more. */
    public boolean isRepeatable(long now) {
        return state.isOver() && !hasFile(now);
    }
}
