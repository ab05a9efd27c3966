package org.tallystick.notices;

/** How much a notice asks of its audience. */
public enum Severity {
    /** Good to know; stands in the list and goes to webhooks, and does not ring. */
    INFO,
    /** Somebody has to do something. */
    WARNING,
    /** Something is wrong that must not be; nothing that gathers letters holds it back. */
    ALARM
}
