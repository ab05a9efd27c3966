package org.tallystick.enrolment;

/**
 * A terminal as anybody may know it.
 *
 * @param city of the store in which it stands
 * @param state of its newest certificate
 */
public record TerminalFacts(
        String terminalNo,
        String merchantZh,
        String merchantEn,
        String city,
        String acquirerZh,
        String acquirerEn,
        State state) {

    /** Whether what the terminal signs now counts. */
    public enum State {
        VALID,
        EXPIRED,
        SUSPENDED,
        REVOKED,
        /** Enrolled on paper, but no device has a certificate. */
        NONE
    }
}
