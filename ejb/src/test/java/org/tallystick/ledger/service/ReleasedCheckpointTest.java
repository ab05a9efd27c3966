package org.tallystick.ledger.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.ledger.EntryKind;
import org.tallystick.ledger.ReleasedCheckpoint;
import org.tallystick.ledger.TreeHead;
import org.tallystick.shared.Sha256;

/** A database that was taken back is recognised by what its node had signed, before anything is answered from it. */
class ReleasedCheckpointTest {
    private static final String ORIGIN = "test.example/ledger/48023310/2026q4";

    private final LedgerFixture fixture = new LedgerFixture();

    @TempDir
    private Path directory;

    private LedgerBatcher running;

    @BeforeEach
    void start() {
        restart();
    }

    @AfterEach
    void stop() {
        running.stop();
        fixture.close();
    }

    @Test
    void whatWasAnsweredIsKept() throws Exception {
        append(3);

        assertThat(reopened().last()).isEqualTo(fixture.repository.head(1));
        assertThat(reopened().last().size()).isEqualTo(3);
    }

    @Test
    void anEarlierStateIsRefusedInTheSameRunAndAfterARestart() throws Exception {
        append(3);
        fixture.execute("CREATE TABLE earlier_head AS SELECT * FROM ledger_head");
        fixture.execute("CREATE TABLE earlier_edge AS SELECT * FROM ledger_edge");
        append(2);
        takeBack();

        expectRefusal("has signed 5 entries and the database has 3");
        restart();
        expectRefusal("has signed 5 entries and the database has 3");
        assertThat(fixture.repository.head(1).size()).isEqualTo(3);
    }

    @Test
    void aHistoryThatGrewFromAnEarlierStateIsRefusedAlthoughItIsLonger() throws Exception {
        append(3);
        fixture.execute("CREATE TABLE earlier_head AS SELECT * FROM ledger_head");
        fixture.execute("CREATE TABLE earlier_edge AS SELECT * FROM ledger_edge");
        append(2);
        takeBack();
        fixture.execute("DELETE FROM ledger_entry WHERE seq >= 3");
        running.stop();
        running = fixture.batcher();
        fixture.start(running);
        append(4);
        restart();

        expectRefusal("the first 5 entries are not those that this node has signed");
        assertThat(fixture.repository.head(1).size()).isEqualTo(7);
    }

    @Test
    void aRecordCutOffByACrashLeavesTheOneBefore() throws Exception {
        append(1);
        append(1);
        append(1);
        TreeHead before = reopened().last();
        try (RandomAccessFile file = new RandomAccessFile(file().toFile(), "rw")) {
            file.seek(4_096 + 3);
            file.write(0x55);
        }

        assertThat(before.size()).isEqualTo(3);
        assertThat(reopened().last().size()).isEqualTo(3);
        append(1);
        try (RandomAccessFile file = new RandomAccessFile(file().toFile(), "rw")) {
            file.seek(4_096 + 3);
            file.write(0x55);
        }
        assertThat(reopened().last().size()).isEqualTo(3);
    }

    @Test
    void aFileInWhichNothingCanBeReadIsNotTakenForAFreshOne() throws Exception {
        append(1);
        append(1);
        try (RandomAccessFile file = new RandomAccessFile(file().toFile(), "rw")) {
            file.write(new byte[9]);
            file.seek(4_096);
            file.write(new byte[9]);
        }

        assertThatThrownBy(this::reopened).hasMessageContaining("what this node has signed is not known");
    }

    private void takeBack() {
        fixture.execute("DELETE FROM ledger_head");
        fixture.execute("DELETE FROM ledger_edge");
        fixture.execute("INSERT INTO ledger_head SELECT * FROM earlier_head");
        fixture.execute("INSERT INTO ledger_edge SELECT * FROM earlier_edge");
    }

    private void expectRefusal(String why) {
        assertThatThrownBy(() -> append(1)).isInstanceOf(ExecutionException.class);
        assertThat(running.guard().refusal().orElse("")).contains(why);
    }

    private void append(int count) throws Exception {
        for (int i = 0; i < count; i++) {
            Append<EntryDraft> append = new Append<>(
                    new EntryDraft(EntryKind.CERTIFICATE, "id", "-", Sha256.of(new byte[] {(byte) System.nanoTime()})),
                    DraftWriter.INSTANCE);
            running.submit(append);
            Optional<LedgerPosition> position = append.outcome().get(20, TimeUnit.SECONDS);
            assertThat(position).isPresent();
        }
    }

    private void restart() {
        if (running != null) {
            running.stop();
        }
        running = fixture.batcher(reopened());
        fixture.start(running);
    }

    private ReleasedCheckpoint reopened() {
        return ReleasedCheckpoint.open(directory, ORIGIN);
    }

    private Path file() throws IOException {
        try (var files = java.nio.file.Files.list(directory)) {
            return files.findFirst().orElseThrow();
        }
    }
}
