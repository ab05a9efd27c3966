package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.access.Role;
import org.tallystick.signing.SignedBill;
import org.tallystick.timestamping.ImprintDigest;
import org.tallystick.timestamping.TimestampRecord;
import org.tallystick.verification.ReceiptFile;
import org.tallystick.verification.Verdict;
import org.tallystick.verification.VerificationReport;

/**
 * Time that others can check, on a platform that follows a time server of the test and whose years the test lets pass: timestamps of
 * the ledger, a clock that is off, and every certificate as it is judged at intake, now, and in 2036.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TrustedTimeIT {
    /** Each time in the last third of the certificate that the newest evidence rests on; the log itself is quiet. */
    private static final List<Duration> YEARS =
            List.of(Duration.ofDays(1_200), Duration.ofDays(2_000), Duration.ofDays(2_800));

    private static final Duration UNTIL_2036 = Duration.ofDays(3_420);

    private static TimeMachine platform;
    private static ServerProcess server;
    private static TestTill till;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() {
        platform = new TimeMachine();
        server = platform.server();
        till = TestTill.enrol(server, TestShop.terminal(0));
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    @Order(1)
    void theLedgerIsTimestampedAndAReceiptFileProvesItsTimeOffline() throws Exception {
        SignedBill bill = till.next();
        assertThat(till.send(bill).outcome()).isEqualTo("201");

        ReceiptFile file = platform.stampedFile(TestTill.codeOf(bill));
        VerificationReport report = platform.offline(file, platform.now());

        assertThat(report.outcome().name()).isEqualTo("GENUINE");
        assertThat(report.check("timestamped").orElseThrow().result()).isEqualTo(Verdict.PASS);
        TimestampRecord record = TimestampRecord.parse(file.timestamps().get(0).record());
        assertThat(record.revocations())
                .as("root, timestamping, seals, terminals")
                .hasSize(4);
        theCommandLineSaysTheSame(file, platform.now(), "A timestamp authority saw this ledger state");
        theExplorerAndTheListShowIt(record);
    }

    private void theCommandLineSaysTheSame(ReceiptFile file, Instant at, String words) throws Exception {
        Path saved = Files.write(directory.resolve("receipt.json"), file.toJson());
        Shell.Result said = shell().runTallystick("verify " + saved + " --ca " + platform.root() + " --at " + at
                + " --log '" + keyOfItsLog(file) + "'");
        assertThat(said.out()).contains(words);
        assertThat(said.exit()).isZero();
    }

    private static String keyOfItsLog(ReceiptFile file) throws IOException {
        String proof = file.proof().orElseThrow();
        return platform.logKeys().stream()
                .filter(key -> proof.contains("\n" + key.substring(0, key.indexOf('+')) + "\n"))
                .findFirst()
                .orElseThrow();
    }

    private void theExplorerAndTheListShowIt(TimestampRecord record) throws Exception {
        long size = record.state().size();
        String file = platform.prefix() + "/timestamps/" + size;
        assertThat(platform.timestamps()).anyMatch(one -> one.integer("size") == size);
        assertThat(TestAnswer.get(server, file + ".json").body()).isEqualTo(record.bytes());
        assertThat(TestAnswer.get(server, file + ".checkpoint").text()).isEqualTo(record.checkpoint());
        assertThat(TestAnswer.get(server, platform.prefix() + "/timestamps/1000000.tst")
                        .outcome())
                .isEqualTo("404 not-found");
        assertThat(TestAnswer.get(server, file + ".tst?x=1").outcome()).isEqualTo("404 not-found");
        assumeTrue(Shell.has("openssl"), "openssl is absent");
        Files.write(
                directory.resolve("token"),
                TestAnswer.get(server, file + ".tst").body());
        Files.writeString(directory.resolve("checkpoint"), record.checkpoint());
        assertThat(shell().run("openssl ts -verify -token_in -in token -data checkpoint -CAfile " + platform.root())
                        .out())
                .contains("Verification: OK");
    }

    @Test
    @Order(2)
    void aClockThatIsOffStopsTimestampsAndSealsAndSilenceStopsTimestampsAlone() throws Exception {
        PortalClient operator = PortalAccounts.of(server).signIn(Role.OPERATOR);
        assertThat(stamp().getTimeStampToken()
                        .getTimeStampInfo()
                        .getGenTimeAccuracy()
                        .getSeconds())
                .isEqualTo(2);

        platform.time().lie(Duration.ofSeconds(30));
        await(() -> stamp().getStatus() == 2);
        assertThat(stamp().getFailInfo().intValue()).isEqualTo(PKIFailureInfo.timeNotAvailable);
        SignedBill bill = till.next();
        TestAnswer refused = till.send(bill);
        assertThat(refused.outcome()).isEqualTo("503 not-confirmed");
        assertThat(refused.header("Retry-After")).isNotEmpty();
        assertThat(operator.get("/admin/health").text()).contains("ms off; 1/1 servers answered");
        await(() -> operator.get("/admin/jobs").text().contains("the clock cannot be relied on"));

        platform.time().lie(Duration.ZERO);
        await(() -> stamp().getStatus() == 0);
        assertThat(till.send(bill).outcome()).as("the same bytes again").isEqualTo("201");

        platform.time().silence(true);
        await(() -> stamp().getStatus() == 2);
        assertThat(till.send(till.next()).outcome())
                .as("a till does not wait for a time server")
                .isEqualTo("201");
        platform.time().silence(false);
        await(() -> stamp().getStatus() == 0);
    }

    @Test
    @Order(3)
    void everyCertificateIsJudgedRightAtIntakeTodayAndIn2036() throws Exception {
        CertificateMatrix matrix = new CertificateMatrix(platform);
        matrix.sellAndVerifyToday();
        ReceiptFile saved = matrix.file("valid");
        for (Duration years : YEARS) {
            Instant before = platform.now();
            platform.moveTo(years);
            platform.awaitTimestamp(before.plus(Duration.ofDays(300)));
        }
        platform.moveTo(UNTIL_2036);

        matrix.verifyIn2036();

        matrix.table().report();
        assertThat(matrix.table().found()).isEqualTo(MatrixTable.expected());
        VerificationReport renewed = platform.offline(matrix.file("valid"), platform.now());
        assertThat(renewed.check("timestamped").orElseThrow().why()).isEqualTo("renewed");
        VerificationReport lapsed = platform.offline(saved, platform.now());
        assertThat(lapsed.check("timestamped").orElseThrow().why()).isEqualTo("lapsed");
        assertThat(lapsed.outcome().name()).isEqualTo("GENUINE");
        theCommandLineSaysTheSame(matrix.file("valid"), platform.now(), "later timestamps have renewed that proof");
    }

    private Shell shell() {
        return new Shell(directory, Map.of());
    }

    private static TimeStampResponse stamp() throws Exception {
        TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
        TimeStampRequest request = generator.generate(ImprintDigest.SHA256.oid(), new byte[32]);
        TestAnswer answer = TestAnswer.to(HttpRequest.newBuilder(server.url("/tsa"))
                .header("Content-Type", "application/timestamp-query")
                .POST(HttpRequest.BodyPublishers.ofByteArray(request.getEncoded())));
        assertThat(answer.header("Content-Type")).isEqualTo("application/timestamp-reply");
        return new TimeStampResponse(answer.body());
    }

    @Test
    void whatIsNoRequestOverHttpIsAProblem() throws IOException {
        assertThat(TestAnswer.get(server, "/tsa").outcome()).isEqualTo("405 method-not-allowed");
        assertThat(TestAnswer.post(server, "/tsa", new byte[] {1}).outcome()).isEqualTo("415 unsupported-media-type");
    }

    private static void await(java.util.concurrent.Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(100))
                .until(condition);
    }
}
