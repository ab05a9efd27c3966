package org.tallystick.enrolment.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.service.RateLimiter;
import org.tallystick.shared.service.Settings;

/**
 * How many wrong enrolment codes an address may send (THREATS.md 3.7). Right ones cost nothing: a hundred terminals behind
 * one address can be enrolled in a row.
 */
@ApplicationScoped
@PermitAll
public class WrongCodes {
    private static final int ADDRESSES = 20_000;
    private static final double SECONDS_AN_HOUR = 3_600;

    private final RateLimiter limiter;
    private final BoundedCache<Boolean> exhausted;

    @Inject
    WrongCodes(Settings settings, Clock clock) {
        this(settings.decimal("tallystick.limits.enrolment-wrong-codes-per-hour"), clock);
    }

    WrongCodes(double perHour, Clock clock) {
        this.limiter = new RateLimiter(perHour / SECONDS_AN_HOUR, perHour, ADDRESSES, clock);
        this.exhausted = new BoundedCache<>(ADDRESSES, Duration.ofSeconds((long) (SECONDS_AN_HOUR / perHour)), clock);
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected WrongCodes() {
        this.limiter = null;
        this.exhausted = null;
    }

    /** @throws Problem rate-limited if the address has none left */
    public void requireSome(String address) {
        if (exhausted.get(address).isPresent()) {
            throw new Problem(
                            ProblemType.RATE_LIMITED,
                            "Too many wrong enrolment codes came from this address. Wait as Retry-After says.")
                    .with("retryAfter", limiter.retryAfter(address));
        }
    }

    /** The address has sent a wrong code. */
    public void count(String address) {
        if (!limiter.tryAcquire(address)) {
            exhausted.put(address, Boolean.TRUE, exhausted.generation());
        }
    }
}
