package org.tallystick.ledger;

import java.util.List;
import java.util.Optional;

/**
 * What an audit found.
 *
 * @param checkpoint that was audited; empty if it was not to be believed, and then nothing else was looked at
 * @param before entries that an earlier audit looked at, and this one did not again
 * @param tiles hash tiles whose content was recomputed, with those of the earlier audit
 * @param entries entries that were hashed again, with those of the earlier audit
 * @param removed entries that are not there any more, as the master log has recorded: their hashes were checked, not they
 * @param findings at most a hundred of each code, in the order they were found
 * @param omitted further findings of the same codes
 * @param notes what could not be looked at, and why; nothing to hold against the log
 */
public record LogAudit(
        Optional<Checkpoint> checkpoint,
        long before,
        long tiles,
        long entries,
        long removed,
        List<AuditFinding> findings,
        long omitted,
        List<String> notes) {
    /** Whether the log keeps its promise, as far as it could be read. */
    public boolean clean() {
        return findings.stream().noneMatch(finding -> finding.severity() == AuditFinding.Severity.ERROR);
    }
}
