package org.tallystick.terminal;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next round: what the platform asked for, or else twice as long as before, from half a
 * second to half a minute, with some jitter so that a thousand tills do not come back at once. Not thread-safe.
 */
final class BackOff {
    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration LONGEST_ASKED = Duration.ofMinutes(10);

    private final RandomGenerator random;
    private Duration next = FIRST;

    BackOff(RandomGenerator random) {
        this.random = random;
    }

    Duration afterFailure(Optional<Duration> asked) {
        Duration own = next;
        next = min(next.multipliedBy(2), LONGEST);
        Duration wait = asked.map(duration -> min(duration, LONGEST_ASKED)).orElse(own);
        return wait.plusMillis(random.nextLong(1 + wait.toMillis() / 4));
    }

    void succeeded() {
        next = FIRST;
    }

    private static Duration min(Duration first, Duration second) {
        return first.compareTo(second) < 0 ? first : second;
    }
}
