package org.tallystick.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tallystick.ledger.AuditFinding.Code;

/** A log worth auditing, grown once, and what the auditor says of a log. */
final class Audits {
    static final int SIZE = 66_100;

    /** Signed checkpoints of the log at earlier sizes, and at its last. */
    static final Map<Integer, byte[]> OLDER;

    private static final MemoryLog LARGE = new MemoryLog();

    static {
        Map<Integer, byte[]> older = new TreeMap<>();
        for (int i = 0; i < SIZE; i++) {
            if (List.of(0, 1, 255, 256, 40_000, 65_535, 65_536).contains(i)) {
                older.put(i, MemoryLog.sign(LARGE.head()));
            }
            LARGE.append(MemoryLog.bill(i, i + 1).bytes());
        }
        older.put(SIZE, MemoryLog.sign(LARGE.head()));
        OLDER = Collections.unmodifiableMap(older);
        LARGE.publish();
    }

    private Audits() {}

    /** Three levels: 258 full tiles of leaves, one full tile of level 1, one hash of level 2. To be damaged at will. */
    static MemoryLog largeLog() {
        MemoryLog copy = new MemoryLog();
        copy.files.putAll(LARGE.files);
        return copy;
    }

    static LogAudit audit(MemoryLog log) throws IOException {
        return audit(log, Optional.empty());
    }

    static LogAudit audit(MemoryLog log, Optional<byte[]> older) throws IOException {
        return new LogAuditor(log, List.of(MemoryLog.SIGNER.verifier())).audit(log.checkpoint(), older, progress -> {});
    }

    static void assertOnlyFinding(MemoryLog log, Code code, long index, String named) throws IOException {
        LogAudit audit = audit(log);
        assertThat(audit.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(code);
            assertThat(finding.index()).hasValue(index);
            assertThat(finding.text()).contains(named);
        });
        assertThat(audit.clean()).isFalse();
    }
}
