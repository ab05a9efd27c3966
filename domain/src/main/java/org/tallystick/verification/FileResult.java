package org.tallystick.verification;

import java.util.Locale;
import java.util.Optional;

/**
 * What became of one file among several. In the order of the constants, each is worse than the ones before it: the worst
 * speaks for all of them.
 */
public enum FileResult {
    GENUINE(Outcome.GENUINE),
    /** The same bytes as another file, which was checked. */
    DUPLICATE(0),
    UNSIGNED(Outcome.UNSIGNED),
    UNKNOWN(Outcome.UNKNOWN),
    /** Not a file, gone, or not ours to read: nothing is known about it. */
    UNREADABLE(2),
    /** Not in the form of a receipt. */
    BROKEN(1),
    /** More bytes than a receipt file can have; not read to its end. */
    TOO_LARGE(1),
    NOT_GENUINE(Outcome.NOT_GENUINE);

    private final Optional<Outcome> outcome;
    private final int exitCode;

    FileResult(Outcome outcome) {
        this.outcome = Optional.of(outcome);
        this.exitCode = outcome.exitCode();
    }

    FileResult(int exitCode) {
        this.outcome = Optional.empty();
        this.exitCode = exitCode;
    }

    /** What a report says of its file. */
    public static FileResult of(VerificationReport report) {
        return switch (report.outcome()) {
            case GENUINE -> GENUINE;
            case UNSIGNED -> UNSIGNED;
            case UNKNOWN, NOT_FOUND -> UNKNOWN;
            case NOT_GENUINE -> report.number().isPresent() ? NOT_GENUINE : BROKEN;
        };
    }

    /** Exit code of the command-line program if this is the worst. */
    public int exitCode() {
        return exitCode;
    }

    /** The worse of the two. */
    public FileResult or(FileResult other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** The outcome of a receipt; absent where there is no receipt to judge. */
    Optional<Outcome> outcome() {
        return outcome;
    }

    /** Name in message keys: {@code too-large}. */
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
