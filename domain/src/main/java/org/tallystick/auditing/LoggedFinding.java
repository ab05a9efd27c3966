package org.tallystick.auditing;

import java.util.OptionalLong;
import org.tallystick.ledger.AuditFinding;
import org.tallystick.ledger.AuditFinding.Code;
import org.tallystick.ledger.AuditFinding.Severity;

/**
 * A finding, with what its entry is about, so that whoever reads it can look there.
 *
 * @param logId the log's id
 * @param entryKind wire name of the entry's kind; empty if no entry is concerned, or it cannot be read
 * @param entryId id in the entry, such as a receipt number; empty likewise
 * @param terminal terminal that the entry is about; empty if none
 */
public record LoggedFinding(int logId, AuditFinding finding, String entryKind, String entryId, String terminal) {
    /** Of no entry in particular. */
    public static LoggedFinding plain(int logId, AuditFinding finding) {
        return new LoggedFinding(logId, finding, "", "", "");
    }

    public Severity severity() {
        return finding.severity();
    }

    public Code code() {
        return finding.code();
    }

    public OptionalLong index() {
        return finding.index();
    }

    public String text() {
        return finding.text();
    }

    public boolean isError() {
        return severity() == Severity.ERROR;
    }

    public boolean isWarning() {
        return severity() == Severity.WARN;
    }

    /** Whether the entry is about a receipt, which then can be looked at. */
    public boolean isOfReceipt() {
        return entryKind.equals("receipt") || entryKind.equals("unsigned");
    }
}
