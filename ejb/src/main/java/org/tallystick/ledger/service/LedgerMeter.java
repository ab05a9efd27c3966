package org.tallystick.ledger.service;

import java.util.concurrent.atomic.LongAdder;
import org.tallystick.shared.service.Distribution;

/** Counts what one batcher does, for whoever watches it. */
final class LedgerMeter {
    private final LongAdder refused = new LongAdder();
    private final Distribution items = Distribution.ofNumbers();
    private final Distribution nanos = Distribution.ofNanos();

    /** An item was not taken: the queue was full, or nothing is confirmed any more. */
    void refused() {
        refused.increment();
    }

    /** A group has committed, and the checkpoint over it is signed. */
    void group(int size, long took) {
        items.add(size);
        nanos.add(took);
    }

    long refusals() {
        return refused.sum();
    }

    Distribution.Counts items() {
        return items.counts();
    }

    Distribution.Counts seconds() {
        return nanos.counts();
    }
}
