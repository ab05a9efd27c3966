package org.tallystick.coverage;

/**
 * Something happened to a case that people want to hear of. Fired as an event within the transaction that stores it; the one place
 * where notices hang in.
 *
 * @param cause code of the cause at that time
 */
public record CaseChange(Kind kind, String number, String acquirer, String merchantNo, String cause) {
    /** What happened. */
    public enum Kind {
        OPENED,
        DEADLINE_NEAR,
        ESCALATED,
        CHANGED,
        CLOSED
    }
}
