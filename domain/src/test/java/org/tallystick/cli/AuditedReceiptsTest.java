package org.tallystick.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.ledger.LedgerEntry;
import org.tallystick.ledger.MemoryLog;
import org.tallystick.ledger.NoteSigner;
import org.tallystick.ledger.TlogProof;
import org.tallystick.shared.Sha256;
import org.tallystick.verification.ReceiptFile;
import org.tallystick.verification.TestPlatform;
import picocli.CommandLine;

/** An auditor who was given receipts holds them against the log: signatures, certificates, digest and proof. */
class AuditedReceiptsTest {
    private static final TestPlatform PLATFORM = new TestPlatform();
    private static final int RECEIPTS = 70;

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final List<String> numbers = new ArrayList<>();
    private Path receipts;

    @BeforeEach
    void sell() throws Exception {
        NoteSigner signer = NoteSigner.fromSeed(TestPlatform.ORIGIN, Sha256.of(new byte[] {7}));
        assertThat(signer.verifier().vkey()).isEqualTo(PLATFORM.logKey());
        receipts = Files.createDirectories(directory.resolve("receipts"));
        MemoryLog log = new MemoryLog(signer);
        for (int i = 0; i < RECEIPTS; i++) {
            ReceiptFile file = i == 3 ? PLATFORM.receipt().unsigned().file() : PLATFORM.genuine();
            LedgerEntry entry =
                    TlogProof.parse(file.proof().orElseThrow()).entry().orElseThrow();
            log.append(entry.bytes());
            numbers.add(entry.id());
            Files.write(receipts.resolve(entry.id() + ".json"), file.toJson());
        }
        log.publish().save(directory.resolve("log"));
        String body = Base64.getMimeEncoder()
                .encodeToString(PLATFORM.rootCertificate().getEncoded());
        Files.writeString(
                directory.resolve("root.pem"),
                "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n",
                StandardCharsets.US_ASCII);
    }

    private int audit(String... more) {
        List<String> arguments = new ArrayList<>(
                List.of(directory.resolve("log").toString(), "--log", PLATFORM.logKey(), "--receipts", receipts + ""));
        arguments.addAll(List.of(more));
        Clock clock = Clock.fixed(TestPlatform.NOW.plusSeconds(60), ZoneOffset.UTC);
        return new CommandLine(new LedgerAuditCommand(clock))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(new StringWriter(), true))
                .execute(arguments.toArray(String[]::new));
    }

    private String root() {
        return directory.resolve("root.pem").toString();
    }

    @Test
    void everyReceiptThatIsThereIsChecked() throws IOException {
        Files.delete(receipts.resolve(numbers.get(5) + ".json"));
        assertThat(audit("--root", root())).isZero();
        assertThat(out.toString())
                .contains("The log keeps its promise")
                .contains("69 receipts checked with both signatures and a proof; of 1 no file was given.");
    }

    @Test
    void aReceiptThatIsNotTheEntrysIsNamed() throws IOException {
        Files.copy(
                receipts.resolve(numbers.get(9) + ".json"),
                receipts.resolve(numbers.get(4) + ".json"),
                StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(receipts.resolve(numbers.get(11) + ".json"), "{}");
        Files.writeString(receipts.resolve(numbers.get(68) + ".json"), "{}");
        Path changed = receipts.resolve(numbers.get(7) + ".json");
        String text = Files.readString(changed);
        int at = text.indexOf("\"signature\\\":\\\"") > 0
                ? text.indexOf("\"signature\\\":\\\"") + 30
                : text.length() / 3;
        Files.writeString(
                changed, text.substring(0, at) + (text.charAt(at) == 'A' ? 'B' : 'A') + text.substring(at + 1));
        assertThat(audit("--root", root())).isEqualTo(1);
        assertThat(out.toString())
                .contains("OBJECT_CONTRADICTS")
                .containsSubsequence(
                        "Entry 4: ", "Entry 7: ", "Entry 11: the receipt file is malformed", "Entry 68: the receipt")
                .doesNotContain("Entry 5: ");
    }

    @Test
    void tilesThatProveNothingAreNotTheEndOfTheAudit() throws IOException {
        Path tile = directory.resolve("log/tile/0/000.p/" + RECEIPTS);
        Files.write(tile, Arrays.copyOf(Files.readAllBytes(tile), RECEIPTS * 32 - 1));
        assertThat(audit("--root", root())).isEqualTo(1);
        assertThat(out.toString()).contains("TILE_ALTERED", "Entry 0: the log's tiles do not prove it.");
    }

    @Test
    void withoutARootTheCommandIsNotUnderstood() {
        assertThat(audit()).isEqualTo(64);
        assertThat(audit("--root", receipts + "/nowhere")).isEqualTo(64);
    }
}
