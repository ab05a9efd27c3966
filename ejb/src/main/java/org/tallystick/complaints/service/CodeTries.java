package org.tallystick.complaints.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.tallystick.access.SignInDelay;
import org.tallystick.complaints.ComplaintNumber;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.RecentMap;

/**
 * How long an address waits after wrong codes of one complaint: as after wrong passwords. It is counted by address and complaint, so that
 * nobody can keep somebody else from their complaint by guessing at it. Forgotten with a restart; the codes have 80 random bits.
 */
@ApplicationScoped
class CodeTries {
    private static final int KEPT = 20_000;
    private static final Duration FORGOTTEN = Duration.ofHours(1);

    private final Clock clock;
    private final Map<String, Tries> tries = new RecentMap<>(KEPT);

    private record Tries(int failures, Instant last) {}

    @Inject
    CodeTries(Clock clock) {
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected CodeTries() {
        this(null);
    }

    /** @throws Problem rate-limited, with {@code retryAfter} in seconds */
    synchronized void requireSome(String remote, ComplaintNumber number) {
        Tries before = recent(remote, number);
        Instant until = before.last().plus(SignInDelay.after(before.failures()));
        Instant now = clock.instant();
        if (now.isBefore(until)) {
            throw new Problem(
                            ProblemType.RATE_LIMITED,
                            "Too many wrong codes of this complaint. Wait as Retry-After says.")
                    .with("retryAfter", Duration.between(now, until).toSeconds() + 1);
        }
    }

    synchronized void failed(String remote, ComplaintNumber number) {
        tries.put(key(remote, number), new Tries(recent(remote, number).failures() + 1, clock.instant()));
    }

    synchronized void succeeded(String remote, ComplaintNumber number) {
        tries.remove(key(remote, number));
    }

    private Tries recent(String remote, ComplaintNumber number) {
        Tries known = tries.get(key(remote, number));
        return known == null || known.last().plus(FORGOTTEN).isBefore(clock.instant())
                ? new Tries(0, Instant.EPOCH)
                : known;
    }

    private static String key(String remote, ComplaintNumber number) {
        return remote + " " + number.text();
    }
}
