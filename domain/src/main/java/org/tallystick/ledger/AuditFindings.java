package org.tallystick.ledger;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.tallystick.ledger.AuditFinding.Code;
import org.tallystick.ledger.AuditFinding.Severity;

/** Collects findings, few enough to be read, whatever the state of the log. */
final class AuditFindings {
    private static final int KEPT_OF_EACH_CODE = 100;

    private final List<AuditFinding> kept = new ArrayList<>();
    private final Map<Code, Integer> counts = new EnumMap<>(Code.class);
    private long omitted;

    void error(Code code, String text) {
        add(new AuditFinding(Severity.ERROR, code, OptionalLong.empty(), text));
    }

    void error(Code code, long index, String text) {
        add(new AuditFinding(Severity.ERROR, code, OptionalLong.of(index), text));
    }

    void add(AuditFinding finding) {
        if (counts.merge(finding.code(), 1, Integer::sum) <= KEPT_OF_EACH_CODE) {
            kept.add(finding);
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
}
