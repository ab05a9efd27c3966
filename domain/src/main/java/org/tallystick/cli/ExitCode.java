package org.tallystick.cli;

import org.tallystick.terminal.Trouble;

/** What the program's end says to scripts (API.md, Command line). */
final class ExitCode {
    static final int OK = 0;
    static final int REFUSED = 1;
    static final int NOT_CONFIRMED = 2;

    /** A log's key signed two histories. */
    static final int SPLIT_VIEW = 3;

    static final int USAGE = 64;
    static final int FAULT = 70;

    private ExitCode() {}

    static int of(Trouble trouble) {
        return switch (trouble) {
            case USAGE -> USAGE;
            case REFUSED, DAMAGED -> REFUSED;
            case LOCKED, NOT_CONFIRMED -> NOT_CONFIRMED;
        };
    }
}
