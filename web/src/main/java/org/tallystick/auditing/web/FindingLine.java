package org.tallystick.auditing.web;

import java.util.Locale;
import org.tallystick.access.Role;
import org.tallystick.auditing.AuditedLog;
import org.tallystick.auditing.LoggedFinding;
import org.tallystick.shared.web.Figures;
import org.tallystick.shared.web.Texts;

/**
 * A finding in words, with links to what it is about. Links are empty where there is nothing to look at, or the role has no such page.
 *
 * @param fresh whether the run before had it not
 */
public record FindingLine(LoggedFinding found, AuditedLog log, boolean fresh, Role role, Locale locale) {
    public String getSeverity() {
        return texts().get("severity." + found.severity());
    }

    public String getTone() {
        return switch (found.severity()) {
            case ERROR -> "bad";
            case WARN -> "warn";
            case INFO -> "wait";
        };
    }

    public String getIcon() {
        return switch (found.severity()) {
            case ERROR -> "alert";
            case WARN -> "ask";
            case INFO -> "info";
        };
    }

    public String getWhat() {
        return texts().get("code." + found.code());
    }

    /** The auditor's own sentence, in English: the same as in the report. */
    public String getText() {
        return found.text();
    }

    public String getLog() {
        return log.prefix().substring("/ledger/".length());
    }

    public String getIndex() {
        return found.index().isPresent() ? Figures.of(found.index().getAsLong()) : "";
    }

    public String getEntryLink() {
        return found.index().isPresent()
                ? "/explorer/" + getLog() + "/" + found.index().getAsLong()
                : "";
    }

    public String getReceipt() {
        return found.isOfReceipt() ? found.entryId() : "";
    }

    /** For a regulator, who gives a reason there. */
    public String getReceiptLink() {
        return role == Role.REGULATOR && found.isOfReceipt() ? "/regulator/receipts/" + found.entryId() : "";
    }

    public String getTerminal() {
        return found.terminal();
    }

    public String getTerminalLink() {
        if (found.terminal().isEmpty()) {
            return "";
        }
        return role == Role.OPERATOR
                ? "/admin/certificates/" + found.terminal()
                : "/regulator/receipts?q=" + found.terminal();
    }

    private Texts texts() {
        return Texts.of("Audits", locale);
    }
}
