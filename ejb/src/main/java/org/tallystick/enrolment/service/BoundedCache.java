package org.tallystick.enrolment.service;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers a bounded number of answers for a limited time; the least recently asked goes first. Thread-safe.
 *
 * <p>{@link #forget} also defeats answers that are being loaded at that moment: what was read before is not kept.
 */
final class BoundedCache<V> {
    private final int capacity;
    private final long lifeMillis;
    private final Clock clock;
    /** Guarded by this. */
    private final Map<String, Held<V>> entries;
    /** Counts what was forgotten. Guarded by this. */
    private long generation;

    private record Held<V>(V value, long until) {}

    /** @param life the longest that an answer of another node's database may be out of date */
    BoundedCache(int capacity, Duration life, Clock clock) {
        this.capacity = capacity;
        this.lifeMillis = life.toMillis();
        this.clock = clock;
        this.entries = new LinkedHashMap<>(64, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Held<V>> eldest) {
                return size() > BoundedCache.this.capacity;
            }
        };
    }

    synchronized Optional<V> get(String key) {
        Held<V> entry = entries.get(key);
        return entry == null || entry.until() <= clock.millis() ? Optional.empty() : Optional.of(entry.value());
    }

    /** To be read before the answer is loaded, and given to {@link #put}. */
    synchronized long generation() {
        return generation;
    }

    synchronized void put(String key, V value, long loadedIn) {
        if (loadedIn == generation) {
            entries.put(key, new Held<>(value, clock.millis() + lifeMillis));
        }
    }

    synchronized void forget(String key) {
        generation++;
        entries.remove(key);
    }

    synchronized void forgetAll() {
        generation++;
        entries.clear();
    }

    synchronized int size() {
        return entries.size();
    }
}
