package org.tallystick.access.service;

/** Why a sign-in through the provider did not come to its end. */
public final class ProviderFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** What the person is told. */
    public enum Reason {
        /** Not begun in this browser, too old, or used before. */
        STATE,
        /** The provider said no, or what it said cannot be believed. */
        REFUSED,
        /** Nobody has linked this identity to an account. */
        UNKNOWN,
        /** The identity belongs to another account already. */
        TAKEN,
        /** The account is locked, or the invitation is no longer open. */
        CLOSED,
        /** The provider does not answer. */
        DOWN
    }

    /** @param detail for the log; never shown */
    ProviderFault(Reason reason, String detail) {
        super(reason + ": " + detail, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
