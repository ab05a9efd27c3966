package org.tallystick.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

class ReadAheadTest {
    private final MemoryLog log = MemoryLog.ofBills(5_000);
    private final Queue<String> read = new ConcurrentLinkedQueue<>();

    private final TileSource counted = new TileSource() {
        @Override
        public byte[] tile(TileCoordinate coordinate) throws IOException {
            read.add(coordinate.path());
            return log.tile(coordinate);
        }

        @Override
        public byte[] entries(EntryBundleCoordinate coordinate) throws IOException {
            read.add("entries/" + coordinate.path());
            return log.entries(coordinate);
        }
    };

    @Test
    void anAuditIsTheSameAndReadsNothingTwice() throws IOException {
        try (ReadAhead ahead = new ReadAhead(counted, 5_000)) {
            TileReader reader = new TileReader(ahead);
            AuditFindings findings = new AuditFindings(finding -> {});
            EntryAudit entries = new EntryAudit(reader, findings, AuditPlan.simple());
            new TileAudit(reader, entries, findings, 0, checked -> {}).run(log.head());
            assertThat(findings.kept()).isEmpty();
            assertThat(entries.hashed()).isEqualTo(5_000);
        }
        assertThat(read).doesNotHaveDuplicates().hasSize(20 + 1 + 20);
    }

    @Test
    void whatIsMissingIsFoundAllTheSame() throws IOException {
        log.files.remove("tile/entries/011");
        try (ReadAhead ahead = new ReadAhead(counted, 5_000)) {
            ahead.entries(EntryBundleCoordinate.parse("010"));
            assertThatThrownBy(() -> ahead.entries(EntryBundleCoordinate.parse("011")))
                    .isInstanceOf(NoSuchFileException.class);
            LogAudit audit = new LogAuditor(ahead, List.of(MemoryLog.SIGNER.verifier()))
                    .audit(log.checkpoint(), Optional.empty(), progress -> {});
            assertThat(audit.findings()).singleElement().returns(AuditFinding.Code.ENTRIES_MISSING, AuditFinding::code);
        }
    }
}
