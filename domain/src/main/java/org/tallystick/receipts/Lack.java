package org.tallystick.receipts;

import java.util.Arrays;
import java.util.Optional;

/**
 * What has become of what a receipt lacked at the sale. A later signature never makes it one that was signed at the sale.
 *
 * @param remedy name of what mended it, as of {@code coverage}; empty as long as nothing did
 */
public record Lack(State state, String remedy) {
    /** Where it stands. */
    public enum State {
        /** Still missing. */
        OPEN,
        /** Missing at the sale, and there since. */
        REMEDIED,
        /** Closed with words, without a signature. */
        EXPLAINED,
        /** There is no evidence and there will be none. */
        GIVEN_UP;

        /** The state with this name, if there is one. */
        public static Optional<State> of(String name) {
            return Arrays.stream(values())
                    .filter(state -> state.name().equals(name))
                    .findFirst();
        }
    }
}
