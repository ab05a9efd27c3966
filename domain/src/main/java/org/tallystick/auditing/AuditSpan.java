package org.tallystick.auditing;

/** Which entries of a log a run reads. */
public enum AuditSpan {
    /** From the first entry. */
    WHOLE,
    /** Those since the last run of the same scope, which must be continued by what there is now; all, if there was none. */
    NEW
}
