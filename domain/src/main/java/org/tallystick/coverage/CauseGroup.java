package org.tallystick.coverage;

import java.util.Arrays;
import java.util.Optional;

/** Whose turn a cause makes it; deadlines are set by group. */
public enum CauseGroup {
    DEVICE,
    NETWORK,
    CERTIFICATE,
    OPERATOR,
    /** Ours: the merchant has nothing to do and is not blamed. */
    PLATFORM,
    /** Nothing is wrong yet. */
    NORMAL,
    /** Looked into, never signed again. */
    INTEGRITY,
    UNKNOWN;

    /** The group with this name, if there is one. */
    public static Optional<CauseGroup> of(String name) {
        return Arrays.stream(values())
                .filter(group -> group.name().equals(name))
                .findFirst();
    }
}
