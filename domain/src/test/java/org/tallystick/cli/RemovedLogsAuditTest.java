package org.tallystick.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.ledger.AuditPlan;
import org.tallystick.ledger.DirectoryTileSource;
import org.tallystick.ledger.EntryKind;
import org.tallystick.ledger.LedgerEntry;
import org.tallystick.ledger.LedgerObjects;
import org.tallystick.ledger.LogAudit;
import org.tallystick.ledger.LogAuditor;
import org.tallystick.ledger.LogFiles;
import org.tallystick.ledger.MasterProof;
import org.tallystick.ledger.MasterRecord;
import org.tallystick.ledger.MasterRemoval;
import org.tallystick.ledger.MemoryLog;
import org.tallystick.ledger.NoteSigner;
import org.tallystick.ledger.TiledLog;
import org.tallystick.ledger.TlogProof;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.Sha256;
import picocli.CommandLine;

/** An auditor of all logs reads the master log first: what was removed since then is known by the removed log's own proof. */
class RemovedLogsAuditTest {
    private static final NoteSigner MASTER = signer("pos.example/ledger/master/2026", 1);
    private static final NoteSigner SHARD = signer("pos.example/ledger/48023310/2026q4", 2);
    private static final int BILLS = 300;
    private static final long END = 1_900_000_000_000L;

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final MemoryLog shard = new MemoryLog(SHARD);
    private final MemoryLog master = new MemoryLog(MASTER);
    private final Map<Long, byte[]> objects = new LinkedHashMap<>();
    private final List<LedgerEntry> stated = new ArrayList<>();
    private final LedgerEntry last =
            new LedgerEntry(EntryKind.SEALED, "end", LedgerEntry.NO_SUBJECT, END, new byte[32]);

    @Test
    void whatTheMasterLogSaysSinceItWasReadCountsToo() throws IOException {
        removeFirstBundle();

        assertThat(audit()).isEqualTo(ExitCode.REFUSED);
        assertThat(out.toString()).contains("Entries 0 to 255 are missing");

        Files.write(shardFiles().resolve("removal"), removal(3_653));
        assertThat(audit()).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("256 of 301 entries were removed after their retention (ten years)");
    }

    @Test
    void itsTimeIsLookedAtThereToo() throws IOException {
        removeFirstBundle();
        Files.write(shardFiles().resolve("removal"), removal(3_654));
        assertThat(audit()).isEqualTo(ExitCode.REFUSED);
    }

    @Test
    void whatIsRemovedWhileItIsReadIsNoFinding() throws IOException {
        removeFirstBundle();
        LogFiles files = new DirectoryTileSource(shardFiles());
        byte[] said = removal(3_653);
        AllLogsAudit.Walk walk = known -> {
            LogAudit audit = new LogAuditor(files, List.of(SHARD.verifier()))
                    .audit(files.checkpoint(), AuditPlan.simple().withRemoval(known), progress -> {});
            Files.write(shardFiles().resolve("removal"), said);
            return audit;
        };
        assertThat(AllLogsAudit.walked(walk, Optional.empty(), files, List.of(SHARD.verifier()))
                        .clean())
                .as("nobody who is trusted says so")
                .isFalse();

        Files.delete(shardFiles().resolve("removal"));
        assertThat(AllLogsAudit.walked(walk, Optional.empty(), files, List.of(MASTER.verifier()))
                        .clean())
                .isTrue();
    }

    /** What an incident has ended has no last entry that everybody may read: then the master log's record tells when that was. */
    @Test
    void aLogIsAuditedByItselfToo() throws IOException {
        removeFirstBundle();
        Files.write(shardFiles().resolve("removal"), removal(3_653));
        assertThat(auditShard()).isEqualTo(ExitCode.OK);

        Files.write(shardFiles().resolve("removal"), removal(3_653, Optional.empty()));
        assertThat(auditShard()).as("no record beside it").isEqualTo(ExitCode.REFUSED);

        Files.write(shardFiles().resolve("master"), proof(0));
        assertThat(auditShard()).isEqualTo(ExitCode.OK);

        Files.write(shardFiles().resolve("removal"), removal(3_654, Optional.empty()));
        assertThat(auditShard()).as("before its time").isEqualTo(ExitCode.REFUSED);
    }

    private void removeFirstBundle() throws IOException {
        for (int i = 0; i < BILLS; i++) {
            shard.append(MemoryLog.bill(i, 1 + i).bytes());
        }
        shard.append(last.bytes());
        shard.publish().save(shardFiles());
        Files.delete(shardFiles().resolve("tile/entries/000"));
        state(
                EntryKind.CHECKPOINT,
                MasterRecord.of(
                        SHARD.verifier(), "sealed", new String(shard.checkpoint(), StandardCharsets.UTF_8), "salt"),
                END);
        Path files = directory.resolve("ledger/master/2026");
        master.save(files);
        Files.createDirectories(files.resolve("objects"));
        Files.write(files.resolve("objects/0"), LedgerObjects.of(objects));
    }

    /** Stated ten years later, in a master log that the auditor does not read again. */
    private byte[] removal(int keepDays) throws IOException {
        return removal(keepDays, Optional.of(last));
    }

    private byte[] removal(int keepDays, Optional<LedgerEntry> ended) throws IOException {
        byte[] object = MasterRemoval.of(
                SHARD.verifier().name(), shard.head(), "ten years", keepDays, ended, Instant.EPOCH, "salt");
        state(EntryKind.REMOVED, object, END + Duration.ofDays(3_653).toMillis());
        return proof(master.head().size() - 1);
    }

    private byte[] proof(long index) throws IOException {
        TlogProof proof = TlogProof.of(
                stated.get((int) index),
                new TiledLog(master, master.head().size()).inclusion(index),
                master.checkpoint());
        return JsonWriter.write(new MasterProof(objects.get(index), proof.text()).members());
    }

    private void state(EntryKind kind, byte[] object, long at) {
        LedgerEntry entry = new LedgerEntry(kind, "id" + objects.size(), LedgerEntry.NO_SUBJECT, at, Sha256.of(object));
        objects.put((long) objects.size(), object);
        master.append(entry.bytes());
        master.publish();
        stated.add(entry);
    }

    private Path shardFiles() {
        return directory.resolve("ledger/48023310/2026q4");
    }

    private int audit() {
        return new CommandLine(new LedgerAuditCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(out, true))
                .execute(
                        directory.toString(),
                        "--all",
                        "--log",
                        MASTER.verifier().vkey());
    }

    private int auditShard() {
        return new CommandLine(new LedgerAuditCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(out, true))
                .execute(
                        shardFiles().toString(),
                        "--log",
                        SHARD.verifier().vkey(),
                        "--log",
                        MASTER.verifier().vkey());
    }

    private static NoteSigner signer(String name, int seed) {
        return NoteSigner.fromSeed(name, Sha256.of(new byte[] {(byte) seed}));
    }
}
