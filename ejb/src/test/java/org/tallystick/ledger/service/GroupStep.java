package org.tallystick.ledger.service;

import java.util.Arrays;
import java.util.Optional;

/** The steps of a group at which a database can fail, by the statement that takes them. */
enum GroupStep {
    LOCK("FOR UPDATE"),
    ROWS("INSERT INTO once"),
    ENTRIES("INSERT INTO ledger_entry"),
    TILES("INSERT INTO ledger_tile"),
    EDGES("UPDATE ledger_edge"),
    HEAD("UPDATE ledger_head"),
    COMMIT("(commit)"),
    /** H2 only: the commit becomes durable. */
    SYNC("CHECKPOINT SYNC"),
    /** The answer is handed to whoever waits for it; not a statement. */
    ANSWER("(answer)");

    private final String part;

    GroupStep(String part) {
        this.part = part;
    }

    static Optional<GroupStep> of(String sql) {
        return Arrays.stream(values()).filter(step -> sql.contains(step.part)).findFirst();
    }
}
