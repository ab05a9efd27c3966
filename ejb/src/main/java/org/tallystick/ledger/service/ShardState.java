package org.tallystick.ledger.service;

import java.util.Locale;

/** Whether a log takes entries. It starts OPEN, ends once, and never opens again. */
public enum ShardState {
    OPEN,
    /** Its last entry says so and names the successor. */
    SEALED,
    /** Ended by an incident: nothing is appended or signed, because what is stored is not what was released. */
    HALTED,
    /** Ended, and its entries are gone after their retention: checkpoint and hash tiles stay. */
    REMOVED;

    /** The word in public files. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
