package org.tallystick.notices;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One message to a receiver, and how it went.
 *
 * @param id what the receiver sees as {@code webhook-id}, the same in every attempt
 * @param next when it is tried next; empty: no more
 */
public record Delivery(
        String id,
        String type,
        String body,
        State state,
        Instant made,
        Optional<Instant> next,
        List<Attempt> attempts) {
    /** How far a message is. */
    public enum State {
        WAITING,
        DELIVERED,
        /** The receiver did not take it in all the time it was tried. */
        GIVEN_UP
    }

    /**
     * One try.
     *
     * @param status of the receiver's answer; 0: there was none
     * @param failure what went wrong instead, one word of {@link Failure}'s; empty after an answer
     */
    public record Attempt(Instant at, long millis, int status, String failure) {}

    /** Why there was no answer. */
    public enum Failure {
        /** Nobody has that name. */
        NAME_UNKNOWN,
        /** The name leads to an address that is not public. */
        ADDRESS_PRIVATE,
        /** Nobody answers there, or the line broke. */
        UNREACHABLE,
        /** No answer in time. */
        TOO_SLOW,
        /** Its certificate is not one that can be trusted. */
        NOT_TRUSTED
    }

    public Delivery {
        attempts = List.copyOf(attempts);
    }
}
