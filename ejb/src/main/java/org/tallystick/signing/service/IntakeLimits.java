package org.tallystick.signing.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.service.RateLimiter;
import org.tallystick.shared.service.Settings;

/** The limits of THREATS.md 3.7 that concern bills. Every method takes one token or throws {@code rate-limited}. */
@ApplicationScoped
class IntakeLimits {
    private static final int KEYS = 100_000;
    private static final double SECONDS_AN_HOUR = 3_600;

    private final RateLimiter signed;
    private final RateLimiter unsigned;
    private final RateLimiter refused;

    @Inject
    IntakeLimits(Settings settings, Clock clock) {
        double perTerminal = settings.decimal("tallystick.limits.terminal-rate");
        double burst = settings.decimal("tallystick.limits.terminal-burst");
        signed = new RateLimiter(perTerminal, burst, KEYS, clock);
        unsigned = hourly(settings.decimal("tallystick.limits.unsigned-per-hour"), clock);
        refused = hourly(settings.decimal("tallystick.limits.refused-per-hour"), clock);
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected IntakeLimits() {
        signed = null;
        unsigned = null;
        refused = null;
    }

    void signed(String terminalNo) {
        take(signed, terminalNo, "This terminal sends faster than it may.");
    }

    void unsigned(String terminalNo) {
        take(unsigned, terminalNo, "This terminal has sent too many bills without a signature within an hour.");
    }

    void refused(String network) {
        take(refused, network, "Too many bills that do not verify came from this network within an hour.");
    }

    private static RateLimiter hourly(double number, Clock clock) {
        return new RateLimiter(number / SECONDS_AN_HOUR, number, KEYS, clock);
    }

    private static void take(RateLimiter limiter, String key, String detail) {
        if (!limiter.tryAcquire(key)) {
            throw new Problem(
                            ProblemType.RATE_LIMITED, detail + " Wait as long as Retry-After says; nothing was stored.")
                    .with("retryAfter", limiter.retryAfter(key));
        }
    }
}
