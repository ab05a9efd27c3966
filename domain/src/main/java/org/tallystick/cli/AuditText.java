package org.tallystick.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import javax.net.ssl.SSLException;
import org.tallystick.ledger.AuditFinding;
import org.tallystick.ledger.Checkpoint;
import org.tallystick.ledger.LogAudit;
import org.tallystick.shared.JsonWriter;

/** An audit's result, for people and for programs. */
final class AuditText {
    private AuditText() {}

    /** @return lines: the sentence that counts, what was looked at, each finding, each note */
    static String of(LogAudit audit) {
        StringBuilder text = new StringBuilder(verdict(audit)).append("%n".formatted());
        audit.checkpoint().ifPresent(checkpoint -> text.append("%n%s%n".formatted(checkpoint.origin()))
                .append("%d entries, root %s%n".formatted(checkpoint.size(), root(checkpoint)))
                .append("%d tiles recomputed, %d entries hashed again%n".formatted(audit.tiles(), audit.entries())));
        if (audit.before() > 0) {
            text.append(
                    "Of these, the first %d entries were looked at by an earlier audit%n".formatted(audit.before()));
        }
        audit.findings()
                .forEach(finding -> text.append(
                        "%n%-5s %s%n      %s%n".formatted(finding.severity(), finding.code(), finding.text())));
        if (audit.omitted() > 0) {
            text.append("%nand %d more of the same kinds%n".formatted(audit.omitted()));
        }
        audit.notes().forEach(note -> text.append("%nNote  %s%n".formatted(note)));
        return text.toString();
    }

    private static String verdict(LogAudit audit) {
        if (audit.checkpoint().isEmpty()) {
            return "The checkpoint cannot be believed, so nothing else was looked at.";
        }
        if (!audit.clean()) {
            return "The log does not keep its promise.";
        }
        if (audit.removed() > 0) {
            return "The log keeps its promise: its entries were removed after their retention, and the tree is the one that"
                    + " its key signed.";
        }
        return audit.notes().isEmpty()
                ? "The log keeps its promise: every entry is in the tree that its key signed."
                : "The log keeps its promise, as far as it could be read.";
    }

    /** @return one line */
    static String json(LogAudit audit) {
        return JsonWriter.text(members(audit)) + "\n";
    }

    static Map<String, Object> members(LogAudit audit) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("clean", audit.clean());
        members.put("origin", audit.checkpoint().map(Checkpoint::origin));
        members.put("size", audit.checkpoint().map(Checkpoint::size));
        members.put("root", audit.checkpoint().map(AuditText::root));
        members.put("before", audit.before() > 0 ? OptionalLong.of(audit.before()) : OptionalLong.empty());
        members.put("tiles", audit.tiles());
        members.put("entries", audit.entries());
        members.put("removed", audit.removed() > 0 ? OptionalLong.of(audit.removed()) : OptionalLong.empty());
        members.put(
                "findings", audit.findings().stream().map(AuditText::members).toList());
        members.put("omitted", audit.omitted());
        members.put("notes", audit.notes());
        return members;
    }

    private static Map<String, Object> members(AuditFinding finding) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("severity", finding.severity().name());
        members.put("code", finding.code().name());
        members.put("index", finding.index());
        members.put("text", finding.text());
        return members;
    }

    private static String root(Checkpoint checkpoint) {
        return Base64.getEncoder().encodeToString(checkpoint.root());
    }

    /** @return why a source could not be read, and what to do about it */
    static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "there is no checkpoint at this address; it must be the prefix of one log.";
        }
        if (e instanceof AccessDeniedException) {
            return "its files are not for this reader.";
        }
        if (e instanceof ConnectException) {
            return "nobody answers at this address.";
        }
        if (e instanceof SSLException) {
            return "the server is not certified by anybody trusted here; give its authority with --ca.";
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
