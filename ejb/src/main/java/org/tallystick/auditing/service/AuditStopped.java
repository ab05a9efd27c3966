package org.tallystick.auditing.service;

/** Ends an attempt at a place where it can be ended. */
final class AuditStopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AuditStopped() {
        super("the audit is to end", null, false, false);
    }
}
