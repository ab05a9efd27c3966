package org.tallystick.enrolment.service;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.tallystick.shared.RecentMap;

/**
 * Remembers a bounded number of answers for a limited time; the least recently asked goes first. Thread-safe.
 *
 * <p>{@link #forget} also defeats answers that are being loaded at that moment: what was read before is not kept.
 */
final class BoundedCache<V> {
    private final Duration life;
    private final Clock clock;
    /** Guarded by this. */
    private final Map<String, Held<V>> entries;
    /** Counts what was forgotten. Guarded by this. */
    private long generation;

    private record Held<V>(V value, long until) {}

    /** @param life the longest that an answer of another node's database may be out of date */
    BoundedCache(int capacity, Duration life, Clock clock) {
        this.life = life;
        this.clock = clock;
        this.entries = new RecentMap<>(capacity);
    }

    synchronized Optional<V> get(String key) {
        Held<V> entry = entries.get(key);
        return entry == null || entry.until() <= clock.millis() ? Optional.empty() : Optional.of(entry.value());
    }

    /** To be read before the answer is loaded, and given to {@link #put}. */
    synchronized long generation() {
        return generation;
    }

    void put(String key, V value, long loadedIn) {
        put(key, value, loadedIn, life);
    }

    /** @param shorter how long this answer may be out of date */
    synchronized void put(String key, V value, long loadedIn, Duration shorter) {
        if (loadedIn == generation) {
            entries.put(key, new Held<>(value, clock.millis() + shorter.toMillis()));
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
