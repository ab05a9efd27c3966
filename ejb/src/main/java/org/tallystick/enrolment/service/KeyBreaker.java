package org.tallystick.enrolment.service;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The circuit breaker of one signing key (FAILURES.md 10). While it is open, no bill waits for a key that does not sign. Time alone
 * never closes it, only a probe that signed something and verified it. Thread-safe.
 */
final class KeyBreaker {
    private static final Logger LOG = Logger.getLogger(KeyBreaker.class.getName());

    /** So many failures in a row open it: one may be a hiccup of a device. One that hangs does so at once, or each bill would wait. */
    private static final int FAILURES = 3;

    private final String name;
    private final Clock clock;
    private final AtomicInteger failures = new AtomicInteger();
    private volatile @Nullable Instant openSince;
    private volatile @Nullable Instant lastUsed;

    /** @param name of the key, for the log */
    KeyBreaker(String name, Clock clock) {
        this.name = name;
        this.clock = clock;
    }

    /** When the key stopped signing; empty while all is well. */
    Optional<Instant> openSince() {
        return Optional.ofNullable(openSince);
    }

    /** When it last signed for somebody. */
    Optional<Instant> lastUsed() {
        return Optional.ofNullable(lastUsed);
    }

    /** Signs, unless it is open; nothing if the key does not sign. */
    <T> Optional<T> sign(Supplier<T> signing) {
        if (openSince != null) {
            return Optional.empty();
        }
        try {
            T signed = signing.get();
            failures.set(0);
            lastUsed = clock.instant();
            return Optional.of(signed);
        } catch (RuntimeException e) {
            failed(e);
            return Optional.empty();
        }
    }

    /**
     * Tries the key, whether it is open or not.
     *
     * @param signsAndVerifies throws what is wrong
     */
    void probe(Runnable signsAndVerifies) {
        try {
            signsAndVerifies.run();
        } catch (RuntimeException e) {
            failed(e);
            return;
        }
        failures.set(0);
        if (openSince != null) {
            openSince = null;
            LOG.log(Level.INFO, "The platform''s signing key {0} signs again.", name);
        }
    }

    private void failed(RuntimeException e) {
        LOG.log(Level.WARNING, "The platform's signing key " + name + " did not sign", e);
        boolean hangs = e instanceof KeyDeviceFault fault && fault.hangs();
        if ((failures.incrementAndGet() >= FAILURES || hangs) && openSince == null) {
            openSince = clock.instant();
            LOG.log(Level.SEVERE, "The platform''s signing key {0} is out of service until a probe succeeds.", name);
        }
    }
}
