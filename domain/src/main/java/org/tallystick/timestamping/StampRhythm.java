package org.tallystick.timestamping;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a log's checkpoint is to be timestamped again.
 *
 * @param interval between two timestamps of a log that grows
 * @param digest that new timestamps are over; earlier ones over a weaker one are covered at once
 */
public record StampRhythm(Duration interval, ImprintDigest digest) {
    /** A quiet log's evidence is renewed when less than this part of the authority's certificate is left. */
    private static final int LAST_PART = 3;

    /**
     * The newest timestamp of a log.
     *
     * @param size of the tree under it
     * @param index of the entry with its record
     * @param certifiedFrom when the authority's certificate began, and {@code certifiedTo} when it ends
     */
    public record Stamped(
            long size, long index, Instant at, Instant certifiedFrom, Instant certifiedTo, ImprintDigest digest) {}

    /** @param published entries under the checkpoint that the public sees */
    public boolean isDue(Optional<Stamped> newest, long published, Instant now) {
        return newest.map(last -> isDue(last, published, now)).orElse(published > 0);
    }

    /** Only a checkpoint that holds the record before it renews anything. */
    private boolean isDue(Stamped last, long published, Instant now) {
        boolean covers = published > last.index();
        boolean grown = published - last.size() > 1;
        boolean intervalOver = !now.isBefore(last.at().plus(interval));
        return covers && (grown && intervalOver || isAgeing(last, now));
    }

    private boolean isAgeing(Stamped last, Instant now) {
        Duration life = Duration.between(last.certifiedFrom(), last.certifiedTo());
        return digest.compareTo(last.digest()) > 0
                || now.isAfter(last.certifiedTo().minus(life.dividedBy(LAST_PART)));
    }
}
