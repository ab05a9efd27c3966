package org.tallystick.auditing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.Sha256;

/**
 * What a run came to, in two forms: JSON for programs, whose digest the ledger keeps, and a text for people that is signed (C2SP
 * signed-note) and names that digest.
 *
 * @param closed findings of the run before that are there no more
 * @param fresh of the findings, how many the run before had not
 * @param salt 128 random bits, so that nobody finds out the report by its digest
 */
public record AuditRunReport(
        Audit audit,
        List<AuditedLog> logs,
        List<LoggedFinding> findings,
        List<LoggedFinding> closed,
        int fresh,
        String salt) {
    /** The first member of the JSON. */
    public static final String FORMAT = "tallystick-audit-run/v1";

    /** Name that the JSON is saved under; the text names it. */
    public static String jsonName(String number) {
        return number + ".json";
    }

    public AuditVerdict verdict() {
        return AuditVerdict.of(logs, findings);
    }

    /** One object, a salt in it. */
    public byte[] json() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("format", FORMAT);
        members.put("number", audit.number());
        members.put("startedAs", audit.role().name());
        members.put("asked", time(audit.times().asked()));
        members.put("finished", time(audit.times().ended()));
        members.put("restarts", audit.restarts());
        members.put("scope", scope());
        members.put("verdict", verdict().name());
        members.put("logs", logs.stream().map(this::members).toList());
        members.put("previous", Optional.of(audit.previous()).filter(number -> !number.isEmpty()));
        members.put("newFindings", fresh);
        members.put(
                "closedFindings", closed.stream().map(AuditRunReport::members).toList());
        members.put("salt", salt);
        return JsonWriter.write(members);
    }

    private Map<String, Object> scope() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("span", audit.scope().span().name());
        members.put("depth", audit.scope().depth().name());
        members.put("from", audit.scope().from().map(LocalDate::toString));
        members.put("to", audit.scope().to().map(LocalDate::toString));
        return members;
    }

    private Map<String, Object> members(AuditedLog log) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("origin", log.origin());
        members.put("key", log.key());
        members.put("checkpoint", log.checkpoint());
        members.put("size", log.counts().size());
        members.put("before", log.counts().before());
        members.put("tiles", log.counts().tiles());
        members.put("entries", log.counts().entries());
        members.put("receipts", log.counts().receipts());
        members.put("receiptsAbsent", log.counts().absent());
        members.put("growth", log.growth().map(AuditRunReport::members));
        members.put(
                "findings",
                findings.stream()
                        .filter(finding -> finding.logId() == log.id())
                        .map(AuditRunReport::members)
                        .toList());
        members.put("notes", log.notes());
        return members;
    }

    private static Map<String, Object> members(AuditedLog.Growth growth) {
        return Map.of("size", growth.size(), "hashes", growth.hashes(), "consistent", growth.consistent());
    }

    private static Map<String, Object> members(LoggedFinding finding) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("severity", finding.severity().name());
        members.put("code", finding.code().name());
        members.put("index", finding.index());
        members.put("text", finding.text());
        return members;
    }

    /** The text that is to be signed; ends with the line that names the JSON's digest. */
    public String text(byte[] json) {
        StringBuilder text = new StringBuilder("Report of an audit on the platform\n\n");
        text.append("Number    %s\n".formatted(audit.number()));
        text.append("Started   %s, by somebody of role %s\n"
                .formatted(time(audit.times().asked()), audit.role()));
        text.append("Finished  %s\n".formatted(time(audit.times().ended())));
        text.append("Scope     %s\n\n%s\n".formatted(scopeWords(), sentence(verdict())));
        logs.forEach(log -> append(text, log));
        if (!audit.previous().isEmpty()) {
            text.append("\nCompared with %s: %d new findings, %d that are there no more\n"
                    .formatted(audit.previous(), fresh, closed.size()));
            closed.forEach(finding -> text.append("  no more: %s\n".formatted(finding.text())));
        }
        text.append("\nSHA-256 of %s: %s\n"
                .formatted(jsonName(audit.number()), HexFormat.of().formatHex(Sha256.of(json))));
        return text.toString().replaceAll("[\\x00-\\x09\\x0b-\\x1f]", "?");
    }

    private String scopeWords() {
        AuditScope scope = audit.scope();
        String depth = scope.depth() == AuditDepth.HASHES ? "hashes only" : "hashes and receipts' signatures";
        String days = scope.from().isEmpty() && scope.to().isEmpty()
                ? ""
                : ", receipts arrived from %s to %s"
                        .formatted(
                                scope.from().map(LocalDate::toString).orElse("the first"),
                                scope.to().map(LocalDate::toString).orElse("the last"));
        return (scope.span() == AuditSpan.WHOLE ? "all entries, " : "entries since the run before, ") + depth + days;
    }

    private static String sentence(AuditVerdict verdict) {
        return switch (verdict) {
            case KEPT -> "The logs keep their promise: every entry is in the tree that its key signed.";
            case KEPT_AS_FAR -> "The logs keep their promise, as far as they could be read.";
            case QUESTIONS -> "The logs keep their promise; something in them asks for an explanation.";
            case BROKEN -> "The logs do not keep their promise.";
            case NOTHING -> "There was nothing to look at.";
        };
    }

    private void append(StringBuilder text, AuditedLog log) {
        AuditedLog.Counts counts = log.counts();
        text.append("\n%s\nKey %s\n".formatted(log.origin(), log.key()));
        text.append("%d entries, %d tiles recomputed, %d entries hashed again, %d receipts' signatures checked\n"
                .formatted(counts.size(), counts.tiles(), counts.entries(), counts.receipts()));
        log.growth()
                .ifPresent(growth -> text.append("Grown by %d since %s: the consistency proof of %d hashes %s\n"
                        .formatted(
                                counts.size() - growth.size(),
                                audit.previous(),
                                growth.hashes(),
                                growth.consistent() ? "holds" : "DOES NOT HOLD")));
        findings.stream()
                .filter(finding -> finding.logId() == log.id())
                .forEach(finding -> text.append(
                        "%-5s %s\n      %s\n".formatted(finding.severity(), finding.code(), finding.text())));
        log.notes().forEach(note -> text.append("Note  %s\n".formatted(note)));
        log.checkpoint().lines().forEach(line -> text.append("  ").append(line).append('\n'));
    }

    private static String time(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }
}
