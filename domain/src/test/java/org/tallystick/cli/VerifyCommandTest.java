package org.tallystick.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.ledger.NoteCosigner;
import org.tallystick.ledger.NoteVerifier;
import org.tallystick.verification.AttackCorpus;
import org.tallystick.verification.AttackCorpus.Attack;
import org.tallystick.verification.ForgeryCorpus;
import org.tallystick.verification.Outcome;
import org.tallystick.verification.ReceiptFile;
import org.tallystick.verification.ReceiptVerifier;
import org.tallystick.verification.TestLate;
import org.tallystick.verification.TestPlatform;
import org.tallystick.verification.TrustAnchors;
import org.tallystick.verification.VerificationContext;
import org.tallystick.verification.VerificationReport;
import picocli.CommandLine;

class VerifyCommandTest {
    private static final TestPlatform PLATFORM = new TestPlatform();
    private static final Instant AT = TestPlatform.NOW.plusSeconds(60);

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    private Path root;

    @BeforeEach
    void pin() throws IOException, GeneralSecurityException {
        root = write("root.pem", pem(PLATFORM.rootCertificate()));
    }

    @Test
    void aGenuineReceiptEndsWithZeroAndTellsItsFacts() throws IOException {
        assertThat(verify(PLATFORM.genuine())).isZero();
        assertThat(out.toString().lines().findFirst()).contains("Matches: This receipt is genuine and unchanged.");
        assertThat(out.toString())
                .contains("Amount: CNY 123.30 SALE")
                .contains("Ledger time: 2027-02-01 18:00:01 (UTC+8)")
                .contains("✓ Bill unchanged?\n  The terminal signature fits every character.")
                .contains("? Not voided or refunded?");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void theAnswerIsInChineseIfAsked() throws IOException {
        assertThat(verify(PLATFORM.genuine(), "--lang", "zh")).isZero();
        assertThat(out.toString()).startsWith("一致：票据真实，未被改动。").contains("金额：¥123.30");
    }

    @Test
    void aLateSignatureIsToldBesideAndChangesNothing() throws IOException {
        ReceiptFile receipt = PLATFORM.genuine();
        Path late = write("r.late.json", new TestLate(PLATFORM, receipt).file());
        assertThat(verify(receipt, "--late", late.toString())).isZero();
        assertThat(out.toString())
                .contains(
                        "✓ Signed by the cardholder later?\n  The cardholder signed on 2027-02-02 18:00:00 (UTC+8), after the sale");

        out.getBuffer().setLength(0);
        assertThat(verify(PLATFORM.genuine(), "--late", late.toString(), "--lang", "zh"))
                .isZero();
        assertThat(out.toString()).contains("! 持卡人事后补签？\n  这份补签属于另一张票据。");
        assertThat(verify(receipt, "--late", directory.resolve("none").toString()))
                .isEqualTo(64);
    }

    @Test
    void anUnsignedRecordEndsWithThree() throws IOException {
        assertThat(verify(PLATFORM.receipt().unsigned().file())).isEqualTo(3);
        assertThat(out.toString()).contains("did not sign it").contains("✕ Bill unchanged?");
    }

    @Test
    void withoutPinnedKeysTheAnswerIsTwoAndSaysWhatIsMissing() throws IOException {
        Path file = write("receipt.json", PLATFORM.genuine().toJson());
        assertThat(run(file.toString())).isEqualTo(2);
        assertThat(out.toString()).contains("No trusted root was given").contains("No trusted ledger key was given");
        assertThat(err.toString()).contains("--ca").contains("--log");
    }

    @Test
    void aStoredReceiptNeedsItsProofAndCertificatesFromElsewhere() throws Exception {
        ReceiptFile genuine = PLATFORM.genuine();
        Path jose = write("receipt.jose", genuine.receipt());
        assertThat(run(pinned(jose))).isEqualTo(2);
        Path proof = write("receipt.tlog-proof", genuine.proof().orElseThrow().getBytes(StandardCharsets.UTF_8));
        StringBuilder certificates = new StringBuilder();
        for (X509Certificate certificate : genuine.certificates()) {
            certificates.append(new String(pem(certificate), StandardCharsets.US_ASCII));
        }
        Path more = write("chain.pem", certificates.toString().getBytes(StandardCharsets.US_ASCII));
        assertThat(run(pinned(jose, "--proof", proof.toString(), "--cert", more.toString())))
                .isZero();
    }

    @Test
    void everyAttackGetsTheVerdictOfTheVerifierAndItsExitCode() throws IOException {
        TestPlatform stranger = new TestPlatform();
        ReceiptFile foreign = stranger.genuine().withCertificates(List.of(stranger.rootCertificate()));
        List<Attack> attacks = new ArrayList<>(AttackCorpus.against(PLATFORM.genuine(), PLATFORM.genuine(), foreign));
        attacks.addAll(ForgeryCorpus.on(PLATFORM));
        VerificationContext context = VerificationContext.offline(
                new TrustAnchors(
                        List.of(PLATFORM.rootCertificate()),
                        List.of(NoteVerifier.parse(PLATFORM.logKey())),
                        Optional.of(TestPlatform.AUDIENCE),
                        true),
                AT);
        for (Attack attack : attacks) {
            VerificationReport report = new ReceiptVerifier().verify(attack.file(), context);
            out.getBuffer().setLength(0);
            int code = run(pinned(write("attack", attack.file()), "--json"));
            assertThat(code)
                    .as(attack.name())
                    .isEqualTo(report.outcome().exitCode())
                    .isNotZero();
            assertThat(out.toString().strip())
                    .as(attack.name())
                    .isEqualTo(new String(report.toJson(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void aPolicyBringsTheLogsKeyAndItsDemand() throws IOException {
        Path file = write("receipt.json", PLATFORM.genuine().toJson());
        String witness =
                NoteCosigner.fromSeed("w.example/1", new byte[32]).verifier().vkey();
        String log = "log " + PLATFORM.logKey() + "\n";
        Path none = write("none", (log + "quorum none\n").getBytes(StandardCharsets.UTF_8));
        Path one = write("one", (log + "witness w " + witness + "\nquorum w\n").getBytes(StandardCharsets.UTF_8));
        Path wrong = write("wrong", (log + "quorum w\n").getBytes(StandardCharsets.UTF_8));
        String[] given = {file.toString(), "--ca", root.toString(), "--at", AT.toString()};
        assertThat(run(with(given, "--policy", none.toString()))).isZero();
        assertThat(run(with(given, "--policy", one.toString()))).isEqualTo(2);
        assertThat(out.toString()).contains("lacks co-signatures that the witness policy demands");
        assertThat(run(with(given, "--policy", wrong.toString()))).isEqualTo(64);
        assertThat(err.toString()).contains("--policy: Line 2");
    }

    private static String[] with(String[] given, String... more) {
        return Stream.concat(Stream.of(given), Stream.of(more)).toArray(String[]::new);
    }

    @Test
    void aCommandThatIsNotUnderstoodEndsWithSixtyFour() throws IOException {
        String file = write("receipt.json", PLATFORM.genuine().toJson()).toString();
        assertThat(run()).isEqualTo(64);
        assertThat(run(directory.resolve("missing").toString())).isEqualTo(64);
        assertThat(run(file, "--log", "rubbish")).isEqualTo(64);
        assertThat(run(file, "--ca", file)).isEqualTo(64);
        assertThat(run(file, "--at", "yesterday")).isEqualTo(64);
        assertThat(run(file, "--lang", "tlh")).isEqualTo(64);
        assertThat(err.toString()).doesNotContain("Exception");
    }

    @Test
    void helpTeaches() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("--ca").contains("curl").contains("not genuine");
    }

    @Test
    void everyOutcomeOfTheVerifierHasItsExitCode() {
        assertThat(Outcome.GENUINE.exitCode()).isZero();
        assertThat(Outcome.NOT_GENUINE.exitCode()).isEqualTo(1);
        assertThat(Outcome.UNKNOWN.exitCode()).isEqualTo(2);
        assertThat(Outcome.UNSIGNED.exitCode()).isEqualTo(3);
    }

    private int verify(ReceiptFile file, String... more) throws IOException {
        return run(pinned(write("receipt.json", file.toJson()), more));
    }

    private String[] pinned(Path file, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                file.toString(),
                "--ca",
                root.toString(),
                "--log",
                PLATFORM.logKey(),
                "--audience",
                TestPlatform.AUDIENCE,
                "--at",
                AT.toString()));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    private int run(String... arguments) {
        return new CommandLine(new VerifyCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private Path write(String name, byte[] content) throws IOException {
        return Files.write(directory.resolve(name), content);
    }

    private static byte[] pem(X509Certificate certificate) throws GeneralSecurityException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
        return ("-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
