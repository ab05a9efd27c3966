package org.tallystick.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tallystick.ledger.Audits.OLDER;
import static org.tallystick.ledger.Audits.SIZE;
import static org.tallystick.ledger.Audits.audit;
import static org.tallystick.ledger.Audits.largeLog;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.ledger.AuditFinding.Code;
import org.tallystick.ledger.AuditFinding.Severity;

class LogAuditorTest {
    private final MemoryLog log = largeLog();

    @Nested
    class AnUndamagedLog {
        @Test
        void isCleanAndWhollyRead() throws IOException {
            List<AuditProgress> seen = new ArrayList<>();
            LogAudit audit = new LogAuditor(log, List.of(MemoryLog.SIGNER.verifier()))
                    .audit(log.checkpoint(), Optional.of(OLDER.get(40_000)), seen::add);
            assertThat(audit.findings()).isEmpty();
            assertThat(audit.notes()).isEmpty();
            assertThat(audit.clean()).isTrue();
            assertThat(audit.entries()).isEqualTo(SIZE);
            assertThat(audit.tiles()).isEqualTo(262);
            assertThat(audit.checkpoint()).map(Checkpoint::size).contains((long) SIZE);
            assertThat(seen).hasSize(259).isSortedAccordingTo((a, b) -> Long.compare(a.checked(), b.checked()));
            assertThat(seen).last().isEqualTo(new AuditProgress(SIZE, SIZE));
        }

        @Test
        void isReadFromADirectoryToo(@TempDir Path directory) throws IOException {
            MemoryLog.ofBills(700).save(directory);
            DirectoryTileSource files = new DirectoryTileSource(directory);
            LogAudit audit = new LogAuditor(files, List.of(MemoryLog.SIGNER.verifier()))
                    .audit(files.checkpoint(), Optional.empty(), progress -> {});
            assertThat(audit.clean()).isTrue();
            assertThat(audit.entries()).isEqualTo(700);
        }

        @Test
        void mayBeEmpty() throws IOException {
            LogAudit audit = audit(new MemoryLog().publish());
            assertThat(audit.findings()).isEmpty();
            assertThat(audit.notes()).isEmpty();
        }

        @Test
        void isCleanAtEverySmallSize() throws IOException {
            for (int size : new int[] {1, 2, 3, 255, 256, 257, 511, 512, 513}) {
                LogAudit audit = audit(MemoryLog.ofBills(size));
                assertThat(audit.findings()).as("size %d", size).isEmpty();
                assertThat(audit.entries()).isEqualTo(size);
            }
        }
    }

    @Nested
    class AnOlderCheckpoint {
        @Test
        void ofTheSameLogIsContinued() throws IOException {
            for (Map.Entry<Integer, byte[]> older : OLDER.entrySet()) {
                assertThat(audit(log, Optional.of(older.getValue())).findings())
                        .as("size %d", older.getKey())
                        .isEmpty();
            }
        }

        @Test
        void ofAnotherHistoryIsASplitView() throws IOException {
            MemoryLog fork = new MemoryLog();
            MemoryLog.ofBills(59).entries.forEach(fork::append);
            fork.append(MemoryLog.bill(59, 1_000).bytes());
            assertNotConsistent(MemoryLog.sign(fork.head()), "does not begin with");
        }

        @Test
        void ofTheSameSizeWithAnotherRootIsASplitView() throws IOException {
            assertNotConsistent(MemoryLog.sign(new TreeHead(SIZE, new byte[32])), "does not begin with");
        }

        @Test
        void thatIsLargerMeansThatTheLogHasShrunk() throws IOException {
            assertNotConsistent(MemoryLog.sign(new TreeHead(SIZE + 1, new byte[32])), "shrunk");
        }

        @Test
        void thatIsNotSignedByTheLogIsRefused() throws IOException {
            byte[] older = MemoryLog.sign(MemoryLog.ofBills(5).head());
            older[older.length - 10] ^= 1;
            assertThat(audit(log, Optional.of(older)).findings())
                    .singleElement()
                    .returns(Code.OLD_CHECKPOINT_INVALID, AuditFinding::code);
        }

        @Test
        void ofAnotherLogIsRefused() throws IOException {
            NoteSigner other = NoteSigner.fromSeed("pos.example/ledger/other", new byte[32]);
            byte[] older = other.sign(new Checkpoint("pos.example/ledger/other", 1, new byte[32]).text())
                    .getBytes(StandardCharsets.UTF_8);
            LogAudit audit = new LogAuditor(log, List.of(MemoryLog.SIGNER.verifier(), other.verifier()))
                    .audit(log.checkpoint(), Optional.of(older), progress -> {});
            assertThat(audit.findings()).singleElement().satisfies(finding -> assertThat(finding.text())
                    .contains("another log"));
        }

        private void assertNotConsistent(byte[] older, String named) throws IOException {
            assertThat(audit(log, Optional.of(older)).findings())
                    .singleElement()
                    .satisfies(finding -> {
                        assertThat(finding.code()).isEqualTo(Code.NOT_CONSISTENT);
                        assertThat(finding.severity()).isEqualTo(Severity.ERROR);
                        assertThat(finding.text()).contains(named);
                    });
        }
    }

    @Test
    void aSourceThatFailsIsNotHeldAgainstTheLog() {
        TileSource failing = new TileSource() {
            @Override
            public byte[] tile(TileCoordinate coordinate) throws IOException {
                throw new IOException("no connection");
            }

            @Override
            public byte[] entries(EntryBundleCoordinate coordinate) throws IOException {
                throw new IOException("no connection");
            }
        };
        assertThatThrownBy(() -> new LogAuditor(failing, List.of(MemoryLog.SIGNER.verifier()))
                        .audit(log.checkpoint(), Optional.empty(), progress -> {}))
                .isInstanceOf(IOException.class)
                .hasMessage("no connection");
    }

    @Test
    void anInterruptedAuditStops() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> audit(log)).isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aRootThatTheTilesDoNotHaveIsFound() throws IOException {
        log.files.put("checkpoint", MemoryLog.sign(new TreeHead(SIZE, new byte[32])));
        LogAudit audit = audit(log);
        assertThat(audit.findings()).singleElement().returns(Code.ROOT_MISMATCH, AuditFinding::code);
        assertThat(audit.clean()).isFalse();
    }
}
