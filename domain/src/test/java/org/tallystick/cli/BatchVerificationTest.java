package org.tallystick.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.StrictJson;
import org.tallystick.verification.FileResult;
import org.tallystick.verification.ReceiptFile;
import org.tallystick.verification.ReceiptVerifier;
import org.tallystick.verification.TestPlatform;
import org.tallystick.verification.TrustAnchors;
import org.tallystick.verification.VerificationContext;
import picocli.CommandLine;

/** Many files at once: {@code tallystick verify DIR}. */
class BatchVerificationTest {
    private static final TestPlatform PLATFORM = new TestPlatform();
    private static final StrictJson.Limits LINE = new StrictJson.Limits(10, 64, 1 << 20, 200_000, true);

    /** Without anchors: nothing is proven, and nothing is false. */
    private static final VerificationContext CONTEXT =
            VerificationContext.offline(TrustAnchors.pinned(List.of(), List.of()), TestPlatform.NOW);

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    private Path receipts;
    private Path root;

    @BeforeEach
    void pin() throws IOException, GeneralSecurityException {
        receipts = Files.createDirectory(directory.resolve("receipts"));
        String pem = "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder()
                        .encodeToString(PLATFORM.rootCertificate().getEncoded())
                + "\n-----END CERTIFICATE-----\n";
        root = Files.writeString(directory.resolve("root.pem"), pem);
    }

    @Test
    void genuineFilesEndWithZeroAndASummary() throws IOException {
        for (int i = 0; i < 40; i++) {
            receipt("r" + i + ".json");
        }
        Files.writeString(receipts.resolve("notes.txt"), "mine");

        assertThat(verify(receipts)).isZero();
        assertThat(out.toString().lines().map(String::strip))
                .containsExactly("40  Matches", "40  in all; files with other names that were left out: 1");
    }

    @Test
    void everyFileIsNamedThatIsNotGenuineAndTheWorstDecidesTheEnd() throws IOException {
        receipt("1.json");
        Files.copy(receipts.resolve("1.json"), receipts.resolve("2-again.json"));
        Files.write(
                receipts.resolve("3.json"), PLATFORM.receipt().unsigned().file().toJson());
        assertThat(verify(receipts)).isEqualTo(3);

        Files.write(receipts.resolve("4-alone.jose"), PLATFORM.genuine().receipt());
        assertThat(verify(receipts)).isEqualTo(2);

        ReceiptFile one = PLATFORM.genuine();
        ReceiptFile other = PLATFORM.genuine();
        Files.write(
                receipts.resolve("5-changed.json"),
                other.withProof(one.proof().orElseThrow()).toJson());
        Files.writeString(receipts.resolve("6-broken.json"), "{\"receipt\":");
        Files.write(receipts.resolve("7-huge.json"), new byte[ReceiptFile.MAX_LENGTH + 1]);
        Files.createSymbolicLink(receipts.resolve("8-loop"), receipts);
        assertThat(verify(receipts, directory.resolve("9-gone.json"))).isEqualTo(1);

        assertThat(out.toString().lines().map(line -> line.replace(directory.toString(), "")))
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("Same file again  /receipts/2-again.json")
                                .contains("(/receipts/1.json)"),
                        line -> assertThat(line).startsWith("True, signature missing  /receipts/3.json"),
                        line -> assertThat(line)
                                .startsWith("Could not be checked  /receipts/4-alone.jose")
                                .contains("not in the file"),
                        line -> assertThat(line)
                                .startsWith("Does not match  /receipts/5-changed.json")
                                .contains("In the ledger?")
                                .contains("another receipt"),
                        line -> assertThat(line).startsWith("No receipt  /receipts/6-broken.json"),
                        line -> assertThat(line).startsWith("Too large  /receipts/7-huge.json"),
                        line -> assertThat(line)
                                .startsWith("Cannot be read  /9-gone.json")
                                .contains("(not there)"),
                        line -> assertThat(line).endsWith("1  Matches"),
                        line -> assertThat(line).endsWith("1  Same file again"),
                        line -> assertThat(line).endsWith("1  True, signature missing"),
                        line -> assertThat(line).endsWith("1  Could not be checked"),
                        line -> assertThat(line).endsWith("1  Cannot be read"),
                        line -> assertThat(line).endsWith("1  No receipt"),
                        line -> assertThat(line).endsWith("1  Too large"),
                        line -> assertThat(line).endsWith("1  Does not match"),
                        line -> assertThat(line).contains("8  in all").endsWith("left out: 1"));
    }

    @Test
    void asJsonEveryFileIsALineInOrderAndTheSummaryIsTheLast() throws IOException {
        for (int i = 0; i < 30; i++) {
            receipt("%03d.json".formatted(i));
        }
        Files.writeString(receipts.resolve("015.json"), "no receipt");

        assertThat(verify(receipts, "--json")).isEqualTo(1);
        List<JsonObject> lines = out.toString()
                .lines()
                .map(line -> StrictJson.parse(line.getBytes(StandardCharsets.UTF_8), LINE))
                .toList();
        assertThat(lines).hasSize(31);
        for (int i = 0; i < 30; i++) {
            assertThat(lines.get(i).string("file")).endsWith("%03d.json".formatted(i));
            assertThat(lines.get(i).string("result")).isEqualTo(i == 15 ? "BROKEN" : "GENUINE");
        }
        assertThat(lines.get(0).object("report").string("outcome")).isEqualTo("GENUINE");
        JsonObject summary = lines.get(30).object("summary");
        assertThat(summary.integer("files")).isEqualTo(30);
        assertThat(summary.string("worst")).isEqualTo("BROKEN");
        assertThat(summary.object("counts").integer("GENUINE")).isEqualTo(29);
    }

    @Test
    void aFaultAtOneFileIsToldForThatFileAndTheOthersGoOn() throws IOException {
        List<Path> files = List.of(receipt("1.json"), receipt("2.json"), receipt("3.json"));
        byte[] fatal = Files.readAllBytes(files.get(1));
        List<FileAnswer> answers = new ArrayList<>();

        new BatchVerification(content -> {
                    if (Arrays.equals(content, fatal)) {
                        throw new IllegalStateException("a fault");
                    }
                    return new ReceiptVerifier().verify(content, CONTEXT);
                })
                .run(files, answers::add);

        assertThat(answers)
                .extracting(FileAnswer::result)
                .containsExactly(FileResult.UNKNOWN, FileResult.UNREADABLE, FileResult.UNKNOWN);
        assertThat(answers.get(1).note().orElseThrow()).contains("a fault");
    }

    @Test
    void aBatchOfNothingProvesNothing() throws IOException {
        assertThat(verify(receipts)).isEqualTo(2);
        receipt("1.json");
        assertThat(verify(receipts, "--proof", root)).isEqualTo(64);
        assertThat(verify(receipts, "--purpose", "fun")).isEqualTo(64);
    }

    @Test
    void theFourDepthsSayMoreAndMore() throws IOException {
        Path file = receipt("1.json");

        String simple = printed(file, "simple");
        String detailed = printed(file, "detailed");
        String technical = printed(file, "technical");
        String raw = printed(file, "raw");
        assertThat(simple).contains("Matches", "Amount: CNY 123.30").doesNotContain("Bill unchanged?");
        assertThat(detailed).startsWith(simple).contains("Bill unchanged?").doesNotContain("thumbprint");
        assertThat(technical)
                .contains("RFC 7515 section 5.2", "thumbprint = ", "Rules: tallystick-consumer/1")
                .doesNotContain("\"version\":1,\"terminalNo\"");
        assertThat(raw)
                .startsWith(technical)
                .contains("\"terminalNo\":\"10240017\"", "tallystick-receipt+jws", "c2sp.org/tlog-proof");
        assertThat(verify(file, "--depth", "deep")).isEqualTo(64);
    }

    private String printed(Path file, String depth) {
        assertThat(verify(file, "--depth", depth)).isZero();
        return out.toString();
    }

    private Path receipt(String name) throws IOException {
        return Files.write(receipts.resolve(name), PLATFORM.genuine().toJson());
    }

    private int verify(Object... arguments) {
        out.getBuffer().setLength(0);
        CommandLine program = Tallystick.commandLine(Clock.systemUTC());
        program.setOut(new PrintWriter(out, true));
        program.setErr(new PrintWriter(err, true));
        String[] pinned = {
            "--ca",
            root.toString(),
            "--log",
            PLATFORM.logKey(),
            "--at",
            TestPlatform.NOW.plusSeconds(60).toString()
        };
        return program.execute(
                Stream.of(Stream.of("verify"), Stream.of(arguments).map(Object::toString), Stream.of(pinned))
                        .flatMap(part -> part)
                        .toArray(String[]::new));
    }
}
