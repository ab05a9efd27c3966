package org.tallystick.shared.service;

import java.util.concurrent.atomic.LongAdder;

/**
 * How often something took how long, or was how large, since the server's start: counts between fixed bounds. Whoever measures makes two
 * additions, waits for nobody and allocates nothing.
 */
public final class Distribution {
    /** Nanoseconds from half a millisecond to ten seconds; read as seconds. */
    private static final long[] SHORT_NANOS = {
        500_000,
        1_000_000,
        2_500_000,
        5_000_000,
        10_000_000,
        25_000_000,
        50_000_000,
        100_000_000,
        250_000_000,
        500_000_000,
        1_000_000_000,
        2_500_000_000L,
        5_000_000_000L,
        10_000_000_000L
    };

    /** Milliseconds from a tenth of a second to an hour; read as seconds. */
    private static final long[] LONG_MILLIS = {
        100, 250, 500, 1_000, 2_000, 3_000, 4_000, 5_000, 6_000, 8_000, 10_000, 15_000, 30_000, 60_000, 300_000,
        3_600_000
    };

    private static final long[] NUMBERS = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1_024};

    private final double unit;
    private final long[] bounds;
    private final LongAdder[] counts;
    private final LongAdder sum = new LongAdder();

    /**
     * What was measured.
     *
     * @param bounds upper bounds, included; the last one is infinite
     * @param counts how many lie above the bound before and not above this one
     * @param sum of all
     */
    public record Counts(double[] bounds, long[] counts, double sum) {}

    private Distribution(double unit, long[] bounds) {
        this.unit = unit;
        this.bounds = bounds;
        this.counts = new LongAdder[bounds.length + 1];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = new LongAdder();
        }
    }

    /** Of what takes milliseconds; {@link #add} takes nanoseconds, {@link #counts} gives seconds. */
    public static Distribution ofNanos() {
        return new Distribution(1_000_000_000, SHORT_NANOS);
    }

    /** Of what takes seconds; {@link #add} takes milliseconds, {@link #counts} gives seconds. */
    public static Distribution ofMillis() {
        return new Distribution(1_000, LONG_MILLIS);
    }

    /** Of what is counted. */
    public static Distribution ofNumbers() {
        return new Distribution(1, NUMBERS);
    }

    public void add(long value) {
        add(value, 1);
    }

    /** The same value so many times. */
    public void add(long value, long times) {
        int place = 0;
        while (place < bounds.length && value > bounds[place]) {
            place++;
        }
        counts[place].add(times);
        sum.add(value * times);
    }

    public Counts counts() {
        double[] upper = new double[counts.length];
        long[] found = new long[counts.length];
        for (int i = 0; i < counts.length; i++) {
            upper[i] = i < bounds.length ? bounds[i] / unit : Double.POSITIVE_INFINITY;
            found[i] = counts[i].sum();
        }
        return new Counts(upper, found, sum.sum() / unit);
    }
}
