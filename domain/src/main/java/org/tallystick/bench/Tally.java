package org.tallystick.bench;

import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** What one loop, or all of them together, counted in the measured time. */
final class Tally {
    /** Nothing waits longer: requests are given up before. */
    private static final long MOST_MICROS = 120_000_000L;

    private final Histogram latency = new Histogram(MOST_MICROS, 3);
    private final Map<String, Long> errors = new TreeMap<>();
    private long accepted;
    private long requests;

    void answered(long nanos) {
        requests++;
        latency.recordValue(Math.min(Math.max(0, nanos / 1_000), MOST_MICROS));
    }

    void accepted(long bills) {
        accepted += bills;
    }

    /** @param what an HTTP status, or what happened instead of an answer */
    void error(String what, long bills) {
        errors.merge(what, bills, Long::sum);
    }

    void add(Tally other) {
        latency.add(other.latency);
        other.errors.forEach(this::error);
        accepted += other.accepted;
        requests += other.requests;
    }

    long accepted() {
        return accepted;
    }

    long requests() {
        return requests;
    }

    /** Bills by what was said instead of 201, in the order of the words. */
    Map<String, Long> errors() {
        return errors;
    }

    /** Milliseconds that so many of a hundred requests took at most. */
    double millis(double percentile) {
        return latency.getValueAtPercentile(percentile) / 1e3;
    }
}
