package org.tallystick.auditing;

import java.util.List;

/** What a run came to, in a word. */
public enum AuditVerdict {
    /** Every entry is in the tree that the log's key signed. */
    KEPT,
    /** So it is as far as it could be read: the notes say what could not. */
    KEPT_AS_FAR,
    /** Nothing is broken, but something asks for an explanation. */
    QUESTIONS,
    /** Something was altered or removed, or never was what it claims to be. */
    BROKEN,
    /** There was nothing to look at. */
    NOTHING;

    /** Of logs that were looked at, with their findings. */
    public static AuditVerdict of(List<AuditedLog> logs, List<LoggedFinding> findings) {
        if (findings.stream().anyMatch(LoggedFinding::isError)) {
            return BROKEN;
        }
        if (logs.stream().allMatch(log -> log.counts().size() == 0)) {
            return NOTHING;
        }
        if (findings.stream().anyMatch(LoggedFinding::isWarning)) {
            return QUESTIONS;
        }
        return logs.stream().allMatch(log -> log.notes().isEmpty()) ? KEPT : KEPT_AS_FAR;
    }
}
