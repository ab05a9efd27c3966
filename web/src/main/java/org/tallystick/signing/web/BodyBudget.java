package org.tallystick.signing.web;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes of bodies may be in memory at once, those that are only announced included: whoever announces much and sends nothing
 * takes room, but never more than this. Thread-safe.
 */
final class BodyBudget {
    private final long most;
    private final AtomicLong taken = new AtomicLong();

    /** @param most bytes */
    BodyBudget(long most) {
        this.most = most;
    }

    /** @return whether there was room; then it is to be given back */
    boolean take(long bytes) {
        if (taken.addAndGet(bytes) <= most) {
            return true;
        }
        taken.addAndGet(-bytes);
        return false;
    }

    void giveBack(long bytes) {
        taken.addAndGet(-bytes);
    }
}
