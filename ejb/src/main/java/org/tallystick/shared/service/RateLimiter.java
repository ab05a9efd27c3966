package org.tallystick.shared.service;

import java.time.Clock;
import java.util.Map;
import org.tallystick.shared.RecentMap;

/**
 * Token buckets by key, at most {@code capacity} of them: the least recently used are forgotten, so a flood of invented
 * keys costs no memory. Thread-safe; a call takes well under a microsecond.
 *
 * <p>Rates are tokens per second, bursts are tokens (THREATS.md 3.7).
 */
public final class RateLimiter {
    private final double rate;
    private final double burst;
    private final Clock clock;
    private final Map<String, Bucket> buckets;

    public RateLimiter(double rate, double burst, int capacity, Clock clock) {
        this.rate = rate;
        this.burst = burst;
        this.clock = clock;
        this.buckets = new RecentMap<>(capacity);
    }

    /** Takes one token of the key's bucket. @return false when it is empty: answer 429 */
    public synchronized boolean tryAcquire(String key) {
        Bucket bucket = refilled(key);
        if (bucket.tokens < 1) {
            return false;
        }
        bucket.tokens -= 1;
        return true;
    }

    /** Whole seconds until the key's bucket has a token again, at least 1: the value of {@code Retry-After}. */
    public synchronized long retryAfter(String key) {
        return Math.max(1, (long) Math.ceil((1 - refilled(key).tokens) / rate));
    }

    private Bucket refilled(String key) {
        long now = clock.millis();
        Bucket bucket = buckets.computeIfAbsent(key, k -> new Bucket(burst, now));
        bucket.tokens = Math.min(burst, bucket.tokens + Math.max(0, now - bucket.millis) * rate / 1000);
        bucket.millis = now;
        return bucket;
    }

    private static final class Bucket {
        double tokens;
        long millis;

        Bucket(double tokens, long millis) {
            this.tokens = tokens;
            this.millis = millis;
        }
    }
}
