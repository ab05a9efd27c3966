package org.tallystick.signing.service;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Which signatures of a seal key are verified before they leave. Those of a device, all: it may err at any time, and is slower than the
 * check. Of a key in memory the first, and then one in ten milliseconds: that is every one up to a hundred a second, and at more one in
 * each group, where checking all would take more than the terminal's signature and the seal together. After one that does not verify all
 * are checked until one does, so a key that does not fit its certificate seals nothing. Thread-safe.
 */
final class SealSampling {
    private static final long INTERVAL_NANOS = 10_000_000;

    private final long interval;
    private final AtomicLong due = new AtomicLong(System.nanoTime());

    private SealSampling(long interval) {
        this.interval = interval;
    }

    static SealSampling all() {
        return new SealSampling(0);
    }

    static SealSampling inMemory() {
        return new SealSampling(INTERVAL_NANOS);
    }

    boolean isDue() {
        return System.nanoTime() - due.get() >= 0;
    }

    void passed() {
        due.set(System.nanoTime() + interval);
    }
}
