package org.tallystick.auditing.service;

/** Keeps a thread from taking more than a share of the time, so that sales do not wait for an audit. */
final class Pace {
    private static final long MOST_MILLIS = 1_000;
    private static final long LEAST_MILLIS = 5;
    private static final long NANOS = 1_000_000;

    private final int share;
    private long began = System.nanoTime();
    private long owed;

    /** @param share per cent of the time, from 1 to 100 */
    Pace(int share) {
        this.share = Math.max(1, Math.min(100, share));
    }

    /** Called after each piece of work: rests as long as the work since the last call asks for. */
    void rest() {
        long worked = System.nanoTime() - began;
        owed += worked / NANOS * (100 - share) / share;
        if (owed >= LEAST_MILLIS) {
            try {
                Thread.sleep(Math.min(MOST_MILLIS, owed));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            owed = 0;
        }
        began = System.nanoTime();
    }
}
