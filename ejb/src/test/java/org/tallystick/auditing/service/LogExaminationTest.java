package org.tallystick.auditing.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tallystick.access.Role;
import org.tallystick.auditing.Audit;
import org.tallystick.auditing.AuditDepth;
import org.tallystick.auditing.AuditScope;
import org.tallystick.auditing.AuditSpan;
import org.tallystick.auditing.AuditState;
import org.tallystick.auditing.AuditedLog;
import org.tallystick.auditing.LoggedFinding;
import org.tallystick.ledger.AuditFinding.Code;
import org.tallystick.ledger.EntryBundleCoordinate;
import org.tallystick.ledger.MasterRemoval;
import org.tallystick.ledger.MemoryLog;
import org.tallystick.ledger.TileCoordinate;
import org.tallystick.ledger.WitnessPolicy;
import org.tallystick.ledger.service.LedgerFiles;
import org.tallystick.ledger.service.LedgerLog;
import org.tallystick.ledger.service.LedgerRemovals;
import org.tallystick.signing.service.StoredReceipt;
import org.tallystick.signing.service.StoredReceiptRepository;

/** A log may be removed while it is audited: what the audit counts and finds is of one walk through it. */
class LogExaminationTest {
    private static final int BILLS = 300;
    private static final LedgerLog LOG = new LedgerLog(
            1,
            MemoryLog.SIGNER.verifier().name(),
            "48023310",
            "2026q4",
            MemoryLog.SIGNER.verifier().vkey());

    private final MemoryLog files = MemoryLog.ofBills(BILLS);
    private final List<LoggedFinding> found = new ArrayList<>();
    private AuditedLog kept =
            new AuditedLog(1, LOG.origin(), "", "", false, "", AuditedLog.Counts.NONE, Optional.empty(), List.of());

    /** Whether the second bundle is gone when it is asked for, and all others from then on. */
    private boolean goes;

    private boolean gone;

    @Test
    void whatIsKeptIsCountedOnce() throws IOException {
        examine();

        assertThat(kept.done()).isTrue();
        assertThat(kept.counts().absent()).isEqualTo(BILLS);
        assertThat(found).isEmpty();
    }

    @Test
    void whatIsRemovedOnTheWayIsNeitherMissingNorCountedTwice() throws IOException {
        goes = true;
        files.damage("tile/0/000", 40);
        examine();

        assertThat(gone).isTrue();
        assertThat(kept.done()).isTrue();
        assertThat(kept.counts().absent()).as("the second walk saw no entry").isZero();
        assertThat(kept.notes()).anyMatch(note -> note.contains("All 300 entries were removed"));
        assertThat(found)
                .isNotEmpty()
                .doesNotHaveDuplicates()
                .noneMatch(finding -> finding.code() == Code.ENTRIES_MISSING);
    }

    private void examine() throws IOException {
        AuditScope scope =
                new AuditScope(List.of(1), AuditSpan.WHOLE, AuditDepth.SIGNATURES, Optional.empty(), Optional.empty());
        Audit audit = new Audit(
                "AU-1",
                "id",
                "somebody@test",
                Role.REGULATOR,
                scope,
                AuditState.RUNNING,
                null,
                null,
                false,
                0,
                0,
                "",
                "",
                Optional.empty(),
                Optional.empty());
        new LogExamination(new Files(), new Removals(), new Logs(), new NoReceipts(), null, null)
                .examine(new AuditAttempt(audit, new Book(), Clock.systemUTC(), () -> false, 100), kept);
    }

    private final class Files extends LedgerFiles {
        @Override
        public Optional<LedgerLog> log(int id) {
            return Optional.of(LOG);
        }

        @Override
        public Optional<String> publishedCheckpoint(LedgerLog log) {
            try {
                return Optional.of(new String(files.checkpoint(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public Optional<WitnessPolicy> witnessPolicy() {
            return Optional.empty();
        }

        @Override
        public Optional<byte[]> tile(LedgerLog log, TileCoordinate coordinate) {
            try {
                return Optional.of(files.tile(coordinate));
            } catch (IOException e) {
                return Optional.empty();
            }
        }

        @Override
        public Optional<byte[]> entries(LedgerLog log, EntryBundleCoordinate coordinate) {
            gone |= goes && coordinate.firstEntry() > 0;
            try {
                return gone ? Optional.empty() : Optional.of(files.entries(coordinate));
            } catch (IOException e) {
                return Optional.empty();
            }
        }
    }

    private final class Removals extends LedgerRemovals {
        @Override
        public Optional<MasterRemoval> proved(LedgerLog log) {
            return gone
                    ? Optional.of(MasterRemoval.parse(MasterRemoval.of(
                            LOG.origin(), files.head(), "ten years", 3_653, Optional.empty(), Instant.EPOCH, "salt")))
                    : Optional.empty();
        }
    }

    private static final class Logs extends AuditedLogRepository {
        @Override
        Optional<byte[]> memory(String number, int logId) {
            return Optional.empty();
        }
    }

    private static final class NoReceipts extends StoredReceiptRepository {
        @Override
        public Optional<StoredReceipt> byNumber(String number) {
            return Optional.empty();
        }
    }

    private final class Book extends AuditBook {
        @Override
        boolean begin(Audit audit, AuditedLog log) {
            found.clear();
            return true;
        }

        @Override
        boolean advance(Audit audit, long done, long total) {
            return true;
        }

        @Override
        boolean keep(Audit audit, AuditedLog log, int position, List<LoggedFinding> some) {
            kept = log;
            found.addAll(some);
            return true;
        }

        @Override
        boolean remember(Audit audit, AuditedLog log, byte[] packed) {
            return true;
        }
    }
}
