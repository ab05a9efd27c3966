package org.tallystick.ledger.service;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.tallystick.shared.service.Distribution;

/**
 * How long entries wait until the public checkpoint covers them, by acquirer: from the time of an entry's group, which is taken when the
 * log is locked for it just before it commits, to the moment at which the checkpoint is public. Measured where the entries are read back,
 * whichever node committed them, and whatever lay between: a restart counts.
 */
@ApplicationScoped
class PublishDelays {
    private final Map<String, Distribution> byAcquirer = new ConcurrentHashMap<>();

    /**
     * The times of the entries that one checkpoint will cover for the first time; one of them for each group. After a day without a
     * publication these are millions: then all within a second count as one, or within ten, as long as there are too many.
     */
    static final class Waiting {
        static final int MOST = 10_000;
        private static final int COARSER = 10;

        private Map<Long, Integer> entries = new HashMap<>();
        private long step = 1;

        void add(long time) {
            entries.merge(time / step * step, 1, Integer::sum);
            while (entries.size() > MOST) {
                coarsen();
            }
        }

        private void coarsen() {
            step *= COARSER;
            Map<Long, Integer> fewer = new HashMap<>();
            entries.forEach((time, count) -> fewer.merge(time / step * step, count, Integer::sum));
            entries = fewer;
        }

        /** Entries by their times. */
        Map<Long, Integer> entries() {
            return entries;
        }
    }

    /** @param now when the checkpoint was public, UTC milliseconds */
    void published(LedgerLog log, Waiting waiting, long now) {
        Distribution delays = byAcquirer.computeIfAbsent(log.acquirer(), acquirer -> Distribution.ofMillis());
        waiting.entries().forEach((time, count) -> delays.add(Math.max(0, now - time), count));
    }

    Map<String, Distribution.Counts> counts() {
        Map<String, Distribution.Counts> counts = new TreeMap<>();
        byAcquirer.forEach((acquirer, delays) -> counts.put(acquirer, delays.counts()));
        return counts;
    }
}
