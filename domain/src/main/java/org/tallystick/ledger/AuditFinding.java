package org.tallystick.ledger;

import java.util.OptionalLong;

/**
 * One thing an audit has to say.
 *
 * @param severity whether the log can still be trusted
 * @param code what it is, for programs
 * @param index of the first entry concerned; empty if it concerns no particular one
 * @param text what it is, for people; names tiles and bundles by their paths
 */
public record AuditFinding(Severity severity, Code code, OptionalLong index, String text) {
    /** How much it weighs. */
    public enum Severity {
        /** The log breaks its promise: something was changed, removed, or never was what it claims to be. */
        ERROR,
        /** The log keeps its promise, but something in it wants an explanation. */
        WARN,
        /** Good to know. */
        INFO
    }

    /** What it is. */
    public enum Code {
        /** Malformed, or not signed by the log's key. */
        CHECKPOINT_INVALID,
        /** The same of the older checkpoint. */
        OLD_CHECKPOINT_INVALID,
        /** The tiles do not hash to the checkpoint's root. */
        ROOT_MISMATCH,
        /** Fewer witnesses cosigned the checkpoint than the auditor's policy demands. */
        WITNESSES_MISSING,
        /** The older checkpoint is not of the beginning of this log. */
        NOT_CONSISTENT,
        TILE_ALTERED,
        TILE_MISSING,
        ENTRY_ALTERED,
        ENTRIES_MISSING,
        BUNDLE_MALFORMED,
        /** The bytes are those in the tree, but in no form of ours. */
        ENTRY_MALFORMED,
        /** Ledger time before the previous entry's. */
        TIME_WENT_BACK,
        PROOF_FAILED,
        /** What an entry is about contradicts it, or is not genuine. */
        OBJECT_CONTRADICTS,
        /** Counters of a terminal that occur nowhere in this log. */
        COUNTER_GAP
    }
}
