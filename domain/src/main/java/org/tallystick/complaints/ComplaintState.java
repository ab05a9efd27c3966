package org.tallystick.complaints;

import java.util.Arrays;
import java.util.Optional;

/** Whose turn it is. */
public enum ComplaintState {
    /** The shop has not answered what the consumer said last. */
    OPEN,
    /** The shop has answered; the consumer may add something. */
    ANSWERED,
    /** Decided; nothing is added any more. */
    CLOSED;

    public static Optional<ComplaintState> of(String name) {
        return Arrays.stream(values())
                .filter(state -> state.name().equals(name))
                .findFirst();
    }
}
