package org.tallystick.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.access.Role;
import org.tallystick.auditing.Audit;
import org.tallystick.auditing.AuditDepth;
import org.tallystick.auditing.AuditRunReport;
import org.tallystick.auditing.AuditScope;
import org.tallystick.auditing.AuditSpan;
import org.tallystick.auditing.AuditState;
import org.tallystick.auditing.AuditedLog;
import org.tallystick.auditing.LoggedFinding;
import org.tallystick.ledger.AuditFinding;
import org.tallystick.ledger.NoteSigner;
import org.tallystick.work.Work;
import picocli.CommandLine;

class LedgerReportCommandTest {
    private static final NoteSigner SIGNER = NoteSigner.fromSeed("pos.example/audits", new byte[32]);
    private static final NoteSigner OTHER = NoteSigner.fromSeed("pos.example/other", new byte[32]);
    private static final String NUMBER = "AU-261129-7KQ2MD01";

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void write() throws IOException {
        AuditRunReport report = report(LoggedFinding.plain(
                1,
                new AuditFinding(
                        AuditFinding.Severity.ERROR,
                        AuditFinding.Code.ENTRY_ALTERED,
                        OptionalLong.of(9),
                        "Entry 9 does not hash to its leaf in the tree.")));
        byte[] json = report.json();
        Files.write(directory.resolve(NUMBER + ".json"), json);
        Files.writeString(text(), SIGNER.sign(report.text(json)));
    }

    private static AuditRunReport report(LoggedFinding finding) {
        AuditScope scope =
                new AuditScope(List.of(2, 1), AuditSpan.WHOLE, AuditDepth.HASHES, Optional.empty(), Optional.empty());
        Audit audit = new Audit(
                NUMBER,
                "account",
                "somebody",
                Role.REGULATOR,
                scope,
                AuditState.DONE,
                new Work.Counts(300, 300),
                new Work.Times(0, 1_000, 4_000),
                false,
                0,
                0,
                "AU-261128-00000000",
                "",
                Optional.empty(),
                Optional.empty());
        AuditedLog log = new AuditedLog(
                1,
                "pos.example/ledger/1/2026q4",
                "/ledger/1/2026q4",
                "key",
                true,
                "pos.example/ledger/1/2026q4\n300\nroot\n",
                new AuditedLog.Counts(300, 0, 300, 3, 300, 0, 0),
                Optional.of(new AuditedLog.Growth(200, 7, true)),
                List.of());
        return new AuditRunReport(audit, List.of(log), List.of(finding), List.of(), 1, "salt");
    }

    private Path text() {
        return directory.resolve(NUMBER + ".txt");
    }

    private int run(String... arguments) {
        return new CommandLine(new LedgerCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private int check(NoteSigner signer) {
        return run("report", text().toString(), "--key", signer.verifier().vkey());
    }

    @Test
    void whatWasSignedIsSaidToBe() {
        assertThat(check(SIGNER)).isZero();
        assertThat(out.toString())
                .contains("The logs do not keep their promise.", "Entry 9 does not hash")
                .contains("Grown by 100 since AU-261128-00000000: the consistency proof of 7 hashes holds")
                .contains("The report is as it was signed.");
    }

    @Test
    void anotherKeyIsRefused() {
        assertThat(check(OTHER)).isEqualTo(1);
        assertThat(err.toString()).contains("The note is not signed by any of the known keys");
    }

    @Test
    void aChangedTextIsRefused() throws IOException {
        Files.writeString(text(), Files.readString(text()).replace("Entry 9", "Entry 8"));
        assertThat(check(SIGNER)).isEqualTo(1);
        assertThat(err.toString()).startsWith("Refused: ");
    }

    @Test
    void aChangedJsonIsRefused() throws IOException {
        Path json = directory.resolve(NUMBER + ".json");
        Files.writeString(json, Files.readString(json).replace("ENTRY_ALTERED", "TILE_ALTERED"));
        assertThat(check(SIGNER)).isEqualTo(1);
        assertThat(err.toString()).contains("The JSON is not the one that the signed text names");
    }

    @Test
    void whatIsNoReportIsRefused() throws IOException {
        Files.writeString(text(), SIGNER.sign("pos.example/audits\n1\nroot\n"));
        assertThat(check(SIGNER)).isEqualTo(1);
        assertThat(err.toString()).contains("it is no report of an audit");
    }

    @Test
    void aMissingFileIsAUsageError() throws IOException {
        Files.delete(directory.resolve(NUMBER + ".json"));
        assertThat(check(SIGNER)).isEqualTo(64);
        assertThat(err.toString()).contains("give the JSON with --report-json");
    }

    @Test
    void aProofNeedsTheLogsKey() {
        assertThat(run("report", text().toString(), "--key", SIGNER.verifier().vkey(), "--proof", "x"))
                .isEqualTo(64);
        assertThat(err.toString()).contains("--proof needs --log");
    }
}
