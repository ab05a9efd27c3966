package org.tallystick.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.ledger.MemoryLog;
import picocli.CommandLine;

class LedgerCommandTest {
    private static final String KEY = MemoryLog.SIGNER.verifier().vkey();
    private static final String OTHER_KEY =
            "pos.example/ledger/test+a22c999f+AfFl4eX3wpDlLy7e8/urYMuudL/TJ0+OXuHeM0XJVKFm";

    @TempDir
    private Path directory;

    private final MemoryLog log = MemoryLog.ofBills(300);
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void export() throws IOException {
        log.save(directory);
    }

    private int run(String... arguments) {
        return new CommandLine(new LedgerCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    @Test
    void aCleanLogExitsWith0() {
        assertThat(run("audit", directory.toString(), "--log", KEY)).isZero();
        assertThat(out.toString())
                .startsWith("The log keeps its promise: every entry")
                .contains("pos.example/ledger/test", "300 entries", "300 entries hashed again")
                .doesNotContain("ERROR");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void aChangedByteExitsWith1AndIsNamed() throws IOException {
        log.damage("tile/entries/000", 100);
        log.save(directory);
        assertThat(run("audit", directory.toString(), "--log", KEY)).isEqualTo(1);
        assertThat(out.toString())
                .startsWith("The log does not keep its promise.")
                .contains("ERROR ENTRY_ALTERED", "Entry 0 ");
    }

    @Test
    void anotherKeyIsNotBelieved() {
        assertThat(run("audit", directory.toString(), "--log", OTHER_KEY)).isEqualTo(1);
        assertThat(out.toString()).contains("CHECKPOINT_INVALID", "not signed by any of the known keys");
    }

    @Test
    void anExportWithoutEntriesIsCleanAsFarAsItGoes() throws IOException {
        Files.delete(directory.resolve("tile/entries/000"));
        Files.delete(directory.resolve("tile/entries/001.p/44"));
        assertThat(run("audit", directory.toString(), "--log", KEY)).isZero();
        assertThat(out.toString()).contains("as far as it could be read", "Note  Entries not readable");
    }

    @Test
    void anOlderCheckpointMustBeContinued() throws IOException {
        Path old = directory.resolve("old");
        Files.write(old, MemoryLog.sign(MemoryLog.ofBills(256).head()));
        assertThat(run("audit", directory.toString(), "--log", KEY, "--old", old.toString()))
                .isZero();
        Files.write(old, MemoryLog.sign(MemoryLog.ofBills(301).head()));
        assertThat(run("audit", directory.toString(), "--log", KEY, "--old", old.toString()))
                .isEqualTo(1);
        assertThat(out.toString()).contains("NOT_CONSISTENT", "shrunk");
    }

    @Test
    void jsonIsOneLine() throws IOException {
        log.damage("tile/0/001.p/44", 32 * 3);
        log.save(directory);
        assertThat(run("audit", directory.toString(), "--log", KEY, "--json")).isEqualTo(1);
        assertThat(out.toString())
                .isEqualTo("{\"clean\":false,\"origin\":\"pos.example/ledger/test\",\"size\":300,\"root\":\""
                        + Base64.getEncoder().encodeToString(log.head().root())
                        + "\",\"tiles\":3,\"entries\":300,\"findings\":[{\"severity\":\"ERROR\","
                        + "\"code\":\"TILE_ALTERED\",\"index\":259,\"text\":\"Tile 0/001.p/44 was altered:"
                        + " its hash 3 is not that of entry 259.\"}],\"omitted\":0,\"notes\":[]}\n");
    }

    @Test
    void whatCannotBeReadExitsWith2() throws IOException {
        Files.delete(directory.resolve("checkpoint"));
        assertThat(run("audit", directory.toString(), "--log", KEY)).isEqualTo(2);
        assertThat(err.toString()).contains("could not be checked", "no checkpoint");
        assertThat(out.toString()).isEmpty();
        assertThat(run("audit", "http://localhost:1/ledger/test", "--log", KEY)).isEqualTo(2);
    }

    @Test
    void whatIsNotUnderstoodExitsWith64() {
        String place = directory.toString();
        assertThat(run()).isEqualTo(64);
        assertThat(run("audit")).isEqualTo(64);
        assertThat(run("audit", place)).isEqualTo(64);
        assertThat(run("audit", place, "--log", KEY.replace('t', 'u'))).isEqualTo(64);
        assertThat(run("audit", place + "/nowhere", "--log", KEY)).isEqualTo(64);
        assertThat(run("audit", place, "--log", KEY, "--old", place + "/nowhere"))
                .isEqualTo(64);
        assertThat(run("audit", "https://localhost/", "--log", KEY, "--ca", place + "/checkpoint"))
                .isEqualTo(64);
        assertThat(run("audit", "http://pos.example/", "--log", KEY, "--token", "tsk_secret"))
                .isEqualTo(64);
        assertThat(err.toString())
                .contains("key id does not belong", "directory that exists", "--old", "--ca", "over https")
                .doesNotContain("tsk_secret");
    }

    @Test
    void helpTeachesWithAnExample() {
        assertThat(run("audit", "--help")).isZero();
        assertThat(out.toString()).contains("Usage:", "Example:", "tallystick ledger audit https://", "Exit codes:");
    }
}
