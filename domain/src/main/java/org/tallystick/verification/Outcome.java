package org.tallystick.verification;

import java.util.Locale;

/** What all answers together say (API.md, Report). */
public enum Outcome {
    /** Every decisive question passes. */
    GENUINE(0),
    /** A true record of a sale that its terminal did not validly sign; the platform itself says so. */
    UNSIGNED(3),
    /** A decisive question fails. */
    NOT_GENUINE(1),
    /** A decisive question could not be answered. */
    UNKNOWN(2),
    /** No such receipt. Only look-ups answer this, never the verifier. */
    NOT_FOUND(2);

    private final int exitCode;

    Outcome(int exitCode) {
        this.exitCode = exitCode;
    }

    /** Exit code of the command-line program. */
    public int exitCode() {
        return exitCode;
    }

    /** Name in message keys: {@code not-genuine}. */
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
