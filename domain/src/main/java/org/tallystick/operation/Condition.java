package org.tallystick.operation;

import java.util.List;

/**
 * How one part of the platform is.
 *
 * @param name key of its texts, such as {@code database}
 * @param subject which one where there are several, such as a log's origin; else empty
 * @param figures what the texts show, formatted
 */
public record Condition(String name, String subject, State state, List<String> figures) {
    /** What it means for the operator. */
    public enum State {
        /** Nothing to do. */
        OK,
        /** Works, but will not for ever. */
        WARN,
        /** Does not work as it should: act now. */
        BAD,
        /** Cannot be known. */
        UNKNOWN
    }

    public Condition {
        figures = List.copyOf(figures);
    }

    /** Of a figure that is worse the larger it is. */
    public static State rising(double value, double warn, double bad) {
        return value >= bad ? State.BAD : value >= warn ? State.WARN : State.OK;
    }

    /** Of a figure that is worse the smaller it is. */
    public static State falling(double value, double warn, double bad) {
        return value < bad ? State.BAD : value < warn ? State.WARN : State.OK;
    }
}
