package org.tallystick.ledger;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.tallystick.ledger.AuditFinding.Code;
import org.tallystick.ledger.AuditFinding.Severity;

/** Collects findings, few enough to be read, whatever the state of the log. */
final class AuditFindings {
    private static final int KEPT_OF_EACH_CODE = 100;

    private final List<AuditFinding> kept = new ArrayList<>();
    private final Map<Code, Integer> counts = new EnumMap<>(Code.class);
    private final Consumer<AuditFinding> found;
    private long omitted;

    /** @param found told each finding that is kept */
    AuditFindings(Consumer<AuditFinding> found) {
        this.found = found;
    }

    void error(Code code, String text) {
        add(new AuditFinding(Severity.ERROR, code, OptionalLong.empty(), text));
    }

    void error(Code code, long index, String text) {
        add(new AuditFinding(Severity.ERROR, code, OptionalLong.of(index), text));
    }

    void add(AuditFinding finding) {
        if (kept.contains(finding)) {
            return;
        }
        if (counts.merge(finding.code(), 1, Integer::sum) <= KEPT_OF_EACH_CODE) {
            kept.add(finding);
            found.accept(finding);
        } else {
            omitted++;
        }
    }

    boolean hasErrors() {
        return kept.stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
    }

    List<AuditFinding> kept() {
        return List.copyOf(kept);
    }

    long omitted() {
        return omitted;
    }

    void save(StringBuilder memory) {
        kept.forEach(finding -> memory.append("finding %s %s %d %s\n"
                .formatted(
                        finding.severity(),
                        finding.code(),
                        finding.index().orElse(-1),
                        Base64Text.encode(NoteVerifier.utf8(finding.text())))));
        memory.append("omitted ").append(omitted).append('\n');
    }

    void restore(AuditMemory memory) {
        for (String[] line : memory.all("finding")) {
            long index = Long.parseLong(line[3]);
            add(new AuditFinding(
                    Severity.valueOf(line[1]),
                    Code.valueOf(line[2]),
                    index < 0 ? OptionalLong.empty() : OptionalLong.of(index),
                    new String(Base64Text.decode(line[4], "finding"), StandardCharsets.UTF_8)));
        }
        omitted += memory.number("omitted");
    }
}
