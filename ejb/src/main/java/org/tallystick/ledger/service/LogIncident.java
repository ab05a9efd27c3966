package org.tallystick.ledger.service;

/** A log is not what was released of it, or its times cannot be right: it must end. */
final class LogIncident extends Exception {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** What is wrong. */
    enum Kind {
        /** Smaller than what was released, or another tree: an older database, or a fork of it. */
        ROLLED_BACK,
        /** What is stored does not hash to what was signed. */
        DAMAGED,
        /** The newest entry stays in the future. */
        CLOCK
    }

    /** @param facts in words, with both heads where there are two */
    LogIncident(Kind kind, String facts) {
        super(facts);
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }

    String facts() {
        return String.valueOf(getMessage());
    }
}
