package org.tallystick.auditing;

/** How much a run looks at. */
public enum AuditDepth {
    /** Tiles, root, entries, ledger times, counters, a spread of proofs, consistency. */
    HASHES,
    /** Also each stored receipt: both signatures, their certificates, and that it is the one its entry names. */
    SIGNATURES
}
