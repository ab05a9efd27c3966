package org.tallystick.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.ledger.MemoryLog;
import org.tallystick.ledger.NoteVerifier;
import org.tallystick.ledger.PrivateNoteKey;
import org.tallystick.ledger.SignedNote;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.Sha256;
import org.tallystick.shared.StrictJson;
import picocli.CommandLine;

/** What a regulator types: mirror, compare, audit with a report. */
class LedgerMirrorCommandTest {
    private static final String KEY = MemoryLog.SIGNER.verifier().vkey();

    @TempDir
    private Path directory;

    private Path published;
    private Path mirror;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void publish() throws IOException {
        published = directory.resolve("published");
        mirror = directory.resolve("mirror");
        MemoryLog.ofBills(300).save(published);
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        return new CommandLine(new LedgerCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private int mirror(String... more) {
        Stream<String> all = Stream.of("mirror", published.toString(), mirror.toString(), "--log", KEY);
        return run(Stream.concat(all, Stream.of(more)).toArray(String[]::new));
    }

    /** The same log, but one early entry is another. */
    private static MemoryLog fork(int size) {
        MemoryLog fork = new MemoryLog();
        for (int i = 0; i < size; i++) {
            fork.append(MemoryLog.bill(i, i == 7 ? 5_000 : i + 1).bytes());
        }
        return fork.publish();
    }

    private Path write(String name, byte[] content) throws IOException {
        return Files.write(directory.resolve(name), content);
    }

    @Test
    void aMirrorIsAuditedLikeTheLogItself() throws IOException {
        assertThat(mirror()).isZero();
        assertThat(out.toString()).contains("Mirrored and proved: pos.example/ledger/test, 300 entries");
        MemoryLog.ofBills(600).save(published);
        assertThat(mirror("--json")).isZero();
        assertThat(out.toString()).startsWith("{\"outcome\":\"GROWN\"").contains("\"size\":600,\"tiles\":2");
        assertThat(mirror("--once")).isZero();
        assertThat(out.toString()).contains("Nothing new");
        assertThat(run("audit", mirror.toString(), "--log", KEY)).isZero();
        assertThat(out.toString()).contains("600 entries hashed again");
    }

    @Test
    void aSplitViewEndsWith3AndItsEvidenceConvincesOthers() throws IOException {
        assertThat(mirror()).isZero();
        fork(600).save(published);
        assertThat(mirror("--every", "1h")).isEqualTo(3);
        assertThat(out.toString()).contains("SPLIT VIEW", "split-view-");
        Path evidence;
        try (Stream<Path> files = Files.list(mirror)) {
            evidence = files.filter(file -> file.toString().endsWith(".json"))
                    .findFirst()
                    .orElseThrow();
        }
        assertThat(run("compare", evidence.toString(), "--log", KEY)).isEqualTo(3);
        assertThat(out.toString()).contains("The evidence is right");
        String other =
                PrivateNoteKey.newSigner("pos.example/ledger/test").verifier().vkey();
        assertThat(run("compare", evidence.toString(), "--log", other)).isEqualTo(1);
        Path halved = write(
                "half.json",
                Files.readString(evidence).replaceFirst(",\"rootAt.*", "}").getBytes(UTF_8));
        assertThat(run("compare", halved.toString(), "--log", KEY)).isEqualTo(1);
        assertThat(out.toString()).contains("does not prove");
    }

    @Test
    void anEarlierCheckpointMustBelongToTheMirroredHistory() throws IOException {
        Path before = write("before", MemoryLog.sign(MemoryLog.ofBills(100).head()));
        Path foreign = write("foreign", MemoryLog.sign(fork(100).head()));
        Path later = write("later", MemoryLog.sign(MemoryLog.ofBills(900).head()));
        assertThat(mirror("--old", before.toString())).isZero();
        assertThat(mirror("--old", before.toString(), "--old", foreign.toString()))
                .isEqualTo(3);
        assertThat(mirror("--old", later.toString())).isEqualTo(2);
        assertThat(mirror("--old", directory.resolve("nowhere").toString())).isEqualTo(64);
        assertThat(mirror("--every", "soon")).isEqualTo(64);
    }

    @Test
    void whatIsWrongIsNamedAndNotMirrored() throws IOException {
        Path tile = published.resolve("tile/0/000");
        byte[] bytes = Files.readAllBytes(tile);
        bytes[100] ^= 1;
        Files.write(tile, bytes);
        assertThat(mirror()).isEqualTo(1);
        assertThat(err.toString()).contains("Entry 3 in bundle 000 does not hash to its leaf");
        assertThat(mirror.resolve("tile")).doesNotExist();
        Files.delete(published.resolve("checkpoint"));
        assertThat(mirror()).isEqualTo(2);
    }

    @Test
    void checkpointsAreComparedByThemselvesOrWithASource() throws IOException {
        String small =
                write("small", MemoryLog.sign(MemoryLog.ofBills(100).head())).toString();
        String large =
                write("large", MemoryLog.sign(MemoryLog.ofBills(300).head())).toString();
        String forked = write("forked", MemoryLog.sign(fork(100).head())).toString();
        String future =
                write("future", MemoryLog.sign(MemoryLog.ofBills(400).head())).toString();
        String evidence = directory.resolve("evidence.json").toString();
        assertThat(run("compare", small, small, "--log", KEY)).isZero();
        assertThat(run("compare", small, large, "--log", KEY)).isEqualTo(2);
        assertThat(out.toString()).contains("give --source");
        String[] source = {"--log", KEY, "--source", published.toString(), "--evidence", evidence};
        assertThat(run(with(source, "compare", small, large))).isZero();
        assertThat(run(with(source, "compare", large, small))).isZero();
        assertThat(run(with(source, "compare", small, future))).isEqualTo(2);
        assertThat(run(with(source, "compare", small, forked))).isEqualTo(3);
        assertThat(run("compare", evidence, "--log", KEY)).isEqualTo(3);
        assertThat(run(with(source, "compare", forked, large))).isEqualTo(3);
        assertThat(run("compare", evidence, "--log", KEY)).isEqualTo(3);
        String rubbish = write("rubbish", new byte[] {1, 2}).toString();
        assertThat(run("compare", small, rubbish, "--log", KEY)).isEqualTo(1);
        assertThat(run("compare", rubbish, "--log", KEY)).isEqualTo(1);
    }

    private static String[] with(String[] options, String... arguments) {
        return Stream.concat(Stream.of(arguments), Stream.of(options)).toArray(String[]::new);
    }

    @Test
    void aReportIsSignedAndNamesItsData() throws Exception {
        Path report = directory.resolve("report.txt");
        Path key = directory.resolve("auditor.key");
        Path old = write("old", MemoryLog.sign(MemoryLog.ofBills(100).head()));
        String[] options = {
            "--log",
            KEY,
            "--old",
            old.toString(),
            "--state",
            directory.resolve("state").toString(),
            "--report",
            report.toString(),
            "--report-key",
            key.toString(),
            "--report-name",
            "regulator.example/audit"
        };
        assertThat(run(with(options, "audit", published.toString()))).isZero();
        NoteVerifier auditor = PrivateNoteKey.load(key).verifier();
        assertThat(err.toString()).contains(auditor.vkey());
        SignedNote note = SignedNote.parse(Files.readAllBytes(report));
        assertThat(note.verified(List.of(auditor))).hasSize(1);
        assertThat(note.text())
                .startsWith("Report of an audit\n")
                .contains(
                        "The log keeps its promise", "a checkpoint of 100 entries", "not checked: an auditor's token");
        byte[] json = Files.readAllBytes(directory.resolve("report.txt.json"));
        JsonObject members = StrictJson.parse(json, StrictJson.Limits.UPLOAD);
        assertThat(members.bool("clean")).isTrue();
        assertThat(note.text()).contains(HexFormat.of().formatHex(Sha256.of(json)));
        MemoryLog.ofBills(400).save(published);
        assertThat(run(with(options, "audit", published.toString()))).isZero();
        assertThat(out.toString()).contains("the first 300 entries were looked at by an earlier audit");
        assertThat(PrivateNoteKey.load(key).verifier()).isEqualTo(auditor);
        assertThat(run("audit", published.toString(), "--log", KEY, "--report", report.toString()))
                .isEqualTo(64);
    }

    @Test
    void aPolicyBringsTheKeysAndItsDemand() throws IOException {
        NoteVerifier witness = PrivateNoteKey.newCosigner("w.example/1").verifier();
        Path none = write("none", ("log " + KEY + "\nquorum none\n").getBytes(UTF_8));
        Path one = write("one", ("log " + KEY + "\nwitness w " + witness + "\nquorum w\n").getBytes(UTF_8));
        Path wrong = write("wrong", ("log " + KEY + "\nquorum w\n").getBytes(UTF_8));
        assertThat(run("audit", published.toString(), "--policy", none.toString()))
                .isZero();
        assertThat(run("audit", published.toString(), "--policy", one.toString()))
                .isEqualTo(1);
        assertThat(out.toString()).contains("WITNESSES_MISSING");
        assertThat(run("audit", published.toString(), "--policy", wrong.toString()))
                .isEqualTo(64);
        assertThat(err.toString()).contains("--policy: Line 2: No line before this one defines w");
    }
}
