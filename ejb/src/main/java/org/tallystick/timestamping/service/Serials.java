package org.tallystick.timestamping.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigInteger;
import java.security.SecureRandom;

/**
 * Serial numbers of timestamps (RFC 3161 section 2.4.2: unique, also after a crash): a number out of a block that the database gave this
 * server, and 64 random bits behind it, so that not even a restored backup repeats one.
 */
@ApplicationScoped
class Serials {
    private static final int BLOCK = 1_000;
    private static final int RANDOM_BITS = 64;

    private final SerialRepository repository;
    private final SecureRandom random = new SecureRandom();
    /** Both guarded by this. */
    private long next;

    private long end;

    @Inject
    Serials(SerialRepository repository) {
        this.repository = repository;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected Serials() {
        this(null);
    }

    synchronized BigInteger next() {
        if (next == end) {
            long block = repository.nextBlock();
            next = block * BLOCK;
            end = next + BLOCK;
        }
        return BigInteger.valueOf(next++).shiftLeft(RANDOM_BITS).or(new BigInteger(RANDOM_BITS, random));
    }
}
