package org.tallystick.signing.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;

/**
 * The circuit breaker of the platform's signing key (FAILURES.md 10). While it is open, no bill waits for a key that does not
 * sign: terminals hear at once that nothing was stored, keep their bills and come again. Time alone never closes it, only a probe
 * that signed something and verified it.
 */
@ApplicationScoped
@PermitAll
public class SealBreaker {
    private static final Logger LOG = Logger.getLogger(SealBreaker.class.getName());

    /** So many failures in a row open it: one may be a hiccup of a device. */
    private static final int FAILURES = 3;

    private static final int RETRY_SECONDS = 30;

    private final Clock clock;
    private final AtomicInteger failures = new AtomicInteger();
    private volatile Optional<Instant> openSince = Optional.empty();

    @Inject
    SealBreaker(Clock clock) {
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected SealBreaker() {
        this(null);
    }

    /** When the key stopped signing; empty while all is well. */
    public Optional<Instant> openSince() {
        return openSince;
    }

    /**
     * Signs, unless it is open.
     *
     * @throws Problem not-confirmed, when the key does not sign; nothing was stored
     */
    byte[] sign(Supplier<byte[]> signing) {
        if (openSince.isPresent()) {
            throw unavailable();
        }
        try {
            byte[] signature = signing.get();
            failures.set(0);
            return signature;
        } catch (RuntimeException e) {
            failed(e);
            throw unavailable();
        }
    }

    /**
     * Tries the key, if it is open.
     *
     * @param signsAndVerifies what has to succeed
     * @return whether the key is in service now
     */
    boolean probe(BooleanSupplier signsAndVerifies) {
        if (openSince.isEmpty()) {
            return true;
        }
        try {
            if (!signsAndVerifies.getAsBoolean()) {
                return false;
            }
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "The platform's signing key still does not sign", e);
            return false;
        }
        failures.set(0);
        openSince = Optional.empty();
        LOG.info("The platform's signing key signs again: receipts are sealed from now on.");
        return true;
    }

    private void failed(RuntimeException e) {
        LOG.log(Level.WARNING, "The platform's signing key did not sign", e);
        if (failures.incrementAndGet() == FAILURES) {
            openSince = Optional.of(clock.instant());
            LOG.severe("The platform's signing key is out of service: no bill is accepted until a probe succeeds.");
        }
    }

    private static Problem unavailable() {
        return new Problem(
                        ProblemType.NOT_CONFIRMED,
                        "The platform's signing key does not work at present. Nothing of this request was stored; keep the bill,"
                                + " go on selling, and send the same bytes again.")
                .with("retryAfter", RETRY_SECONDS);
    }
}
