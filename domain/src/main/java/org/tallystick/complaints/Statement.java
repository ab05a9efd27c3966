package org.tallystick.complaints;

import java.time.Instant;

/**
 * Something that somebody said in a complaint, in order.
 *
 * @param name of the account that wrote it; empty for the consumer
 * @param decision whether it closed the complaint
 */
public record Statement(Author author, String name, String words, boolean decision, Instant at) {

    /** On whose behalf. */
    public enum Author {
        CONSUMER,
        MERCHANT,
        INSTITUTION,
        REGULATOR
    }
}
