package org.tallystick.terminal;

/** What kind of trouble a {@link TerminalException} tells of, as far as the way out of it differs. */
public enum Trouble {
    /** The state directory holds no finished enrolment, or a request cannot be carried out with what it holds. */
    USAGE,
    /** Another process writes to the state directory. */
    LOCKED,
    /** Files of the state directory contradict each other or are broken; nothing was changed. */
    DAMAGED,
    /** The platform refused for good. */
    REFUSED,
    /** The platform could not be reached, or its answer could not be believed: repeating is right. */
    NOT_CONFIRMED
}
