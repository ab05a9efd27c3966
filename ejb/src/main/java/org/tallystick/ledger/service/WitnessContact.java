package org.tallystick.ledger.service;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.witness.WitnessRefusalException;

/** What this node has learnt of one witness about one log since its start. Thread-safe. */
final class WitnessContact {
    /** Conflicts end by themselves: another node has asked meanwhile. */
    private static final int CONFLICT = 409;

    private static final int TOO_MANY_REQUESTS = 429;

    /** What a witness says is its own words. */
    private static final int MOST_TOLD = 20;

    private final Duration rest;
    private final AtomicLong believed = new AtomicLong();

    /** Reasons for which it did not cosign that have been told since it last did. */
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    private volatile @Nullable Instant cosignedAt;
    private volatile @Nullable Long restsUntil;

    /** @param rest how long it is not asked after it has refused: nothing changes until somebody does something there */
    WitnessContact(Duration rest) {
        this.rest = rest;
    }

    /** The size that the witness is believed to know. */
    AtomicLong believed() {
        return believed;
    }

    /** @return whether it had not cosigned before, which was told */
    boolean cosigned(Optional<Instant> stated) {
        stated.ifPresent(at -> cosignedAt = at);
        restsUntil = null;
        boolean again = !told.isEmpty();
        told.clear();
        return again;
    }

    /** @return whether this reason is news since it last cosigned, and not one of too many */
    boolean failed(IOException e) {
        if (e instanceof WitnessRefusalException refusal) {
            int status = refusal.status();
            if (status / 100 == 4 && status != CONFLICT && status != TOO_MANY_REQUESTS) {
                restsUntil = System.nanoTime() + rest.toNanos();
            }
        }
        boolean silent = e instanceof HttpTimeoutException || e instanceof ConnectException;
        return told.size() < MOST_TOLD && told.add(silent ? "silent" : String.valueOf(e.getMessage()));
    }

    /** When it last cosigned, as it says. */
    Optional<Instant> cosignedAt() {
        return Optional.ofNullable(cosignedAt);
    }

    boolean isResting() {
        Long end = restsUntil;
        return end != null && System.nanoTime() - end < 0;
    }
}
