package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.access.Role;
import org.tallystick.ledger.AuditFinding;
import org.tallystick.ledger.AuditPlan;
import org.tallystick.ledger.HttpTileSource;
import org.tallystick.ledger.LedgerObjects;
import org.tallystick.ledger.LogAudit;
import org.tallystick.ledger.LogAuditor;
import org.tallystick.ledger.MasterCheck;
import org.tallystick.ledger.NoteVerifier;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.StrictJson;
import org.tallystick.verification.ReceiptFile;
import org.tallystick.verification.ReceiptVerifier;
import org.tallystick.verification.TrustAnchors;
import org.tallystick.verification.VerificationContext;

/** A platform that lives through two quarters' turns, a kill in the middle of one, and a database restored from an older one. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ShardsIT {
    private static final int TILLS = 3;
    private static final int SOME = 40;
    private static final StrictJson.Limits LIST = new StrictJson.Limits(4, 64, 1 << 16, 200_000, true);

    @TempDir
    private static Path directory;

    private static TimeMachine platform;
    private static ServerProcess server;
    private static List<BusyTill> tills;

    @BeforeAll
    static void start() {
        platform = new TimeMachine();
        server = platform.server();
        tills = IntStream.range(0, TILLS)
                .mapToObj(i -> new BusyTill(server, TestTill.enrol(server, TestShop.terminal(i))))
                .toList();
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    /** While the machine's time and the platform's are the same: later neither its certificate nor a code of an authenticator would do. */
    @Test
    @Order(1)
    void anOrderGivesALogANewKeyAndOneKeyIsEnoughToAuditThemAll() throws Exception {
        assertThat(tills.get(0).sellOnce()).isTrue();
        String first = shards().get(0);
        PortalClient operator = PortalAccounts.of(server).signIn(Role.OPERATOR);
        Map<String, String> order = Map.of("do", "new-key", "log", first);
        assertThat(operator.post("/admin/logs", order).text()).doesNotContain("problem");
        awaitShards(2);
        assertThat(shards()).containsExactly(first + "-2", first);
        assertThat(operator.get("/admin/logs").text()).contains(first + "-2", "sealed", "New key now");
        assertThat(operator.get("/admin/health").text()).doesNotContain("Incident of a log");
        assertThat(tills.get(0).sellOnce()).isTrue();
        tills.get(0).repeatEverything();
        oneKeyIsEnoughToAuditThemAll(first);
    }

    @Test
    @Order(2)
    void theQuarterTurnsUnderLoad() throws Exception {
        List<String> before = shards();
        assertThat(before).hasSize(2);
        assertThat(tills.get(0).sellOnce()).isTrue();
        String code = tills.get(0).codes().get(tills.get(0).issued() - 1);
        try (var selling = selling()) {
            selling.awaitMore(SOME);
            platform.moveTo(Duration.ofDays(92));
            awaitShards(3);
            selling.awaitMore(SOME);
            selling.stop();
        }
        tills.forEach(BusyTill::expectEveryAnsweredReceipt);
        tills.forEach(BusyTill::repeatEverything);
        assertThat(states()).containsExactly("open", "open", "sealed", "sealed");
        assertThat(shards().get(1)).isEqualTo(before.get(0));

        ReceiptFile old = masterFile(code);
        assertThat(old.proof().orElseThrow()).as("a proof from the old log").contains(before.get(0));
        assertThat(outcome(old, masterKey())).isEqualTo("GENUINE");
        ReceiptFile stripped = ReceiptFile.parse(old.toJson());
        assertThat(outcome(without(stripped), masterKey())).isEqualTo("UNKNOWN");
        assertThat(platform.online(platform.fileBytes(code))).isEqualTo("GENUINE");
        auditEach();
    }

    private static void oneKeyIsEnoughToAuditThemAll(String first) throws Exception {
        Shell.Result said = new Shell(directory, Map.of("TALLYSTICK_AUDITOR_TOKEN", TestShop.AUDITOR_TOKEN))
                .runTallystick("ledger audit " + server.url("") + " --all --ca " + platform.root() + " --log '"
                        + masterKey() + "'");
        assertThat(said.out()).contains(first, shards().get(0), "/master/");
        assertThat(said.exit()).as(said.out()).isZero();
    }

    @Test
    @Order(3)
    void aKillInTheMiddleOfATurnLeavesOneSuccessor() throws Exception {
        try (var selling = selling()) {
            selling.awaitMore(SOME);
            long keys = keys();
            platform.moveTo(Duration.ofDays(184));
            // The new key is the only thing that is made before the one transaction.
            await().atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> keys() > keys);
            server.kill();
            selling.awaitEnd();
        }
        restart();
        awaitShards(4);
        tills.forEach(BusyTill::expectEveryAnsweredReceipt);
        tills.forEach(BusyTill::repeatEverything);
        assertThat(states()).containsExactly("open", "open", "sealed", "sealed", "sealed");
        auditEach();
    }

    @Test
    @Order(4)
    void anOlderDatabaseIsFoundBeforeAnythingIsSignedAndSalesGoOn() throws Exception {
        Path database = server.data().resolve("db.mv.db");
        server.stop();
        Path backup = Files.copy(database, directory.resolve("backup"));
        restart();
        String lost = shards().get(0);
        for (int i = 0; i < SOME; i++) {
            assertThat(tills.get(0).sellOnce()).isTrue();
        }
        server.kill();
        Files.copy(backup, database, StandardCopyOption.REPLACE_EXISTING);
        restart();
        assertThat(tills.get(1).sellOnce())
                .as("somebody may have the newer one")
                .isFalse();
        assertThat(states()).doesNotContain("halted");

        server.kill();
        server.with("TALLYSTICK_LEDGER_ACCEPT_ROLLBACK", "true");
        restart();
        await().atMost(Duration.ofSeconds(60)).until(() -> states().contains("halted"));
        assertThat(shards().get(0)).isEqualTo(lost + "-2");
        assertThat(tills.get(1).sellOnce()).isTrue();
        await().atMost(Duration.ofSeconds(30)).until(() -> statements().contains("incident"));
        auditEach();
    }

    /** What the present master log has beside checkpoints. */
    private static List<String> statements() throws IOException {
        String prefix = logs().stream()
                .filter(log -> log.string("origin").contains("/master/")
                        && log.string("state").equals("open"))
                .map(log -> log.string("prefix"))
                .findFirst()
                .orElseThrow();
        byte[] objects = TestAnswer.get(server, prefix + "/objects/0").body();
        return LedgerObjects.parse(objects).values().stream()
                .map(object ->
                        StrictJson.parse(object, StrictJson.Limits.UPLOAD).string("event"))
                .toList();
    }

    private static String outcome(ReceiptFile file, String key) throws Exception {
        try (var pem = Files.newInputStream(platform.root())) {
            X509Certificate root =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
            TrustAnchors anchors = TrustAnchors.pinned(List.of(root), List.of(NoteVerifier.parse(key)));
            return new ReceiptVerifier()
                    .verify(file, VerificationContext.offline(anchors, platform.now()))
                    .outcome()
                    .name();
        }
    }

    private static ReceiptFile without(ReceiptFile file) {
        return new ReceiptFile(file.receipt(), file.proof(), file.certificates(), file.parts());
    }

    /** The receipt file once the master log vouches for the receipt's log. */
    private static ReceiptFile masterFile(String code) {
        return await().atMost(Duration.ofSeconds(30))
                .until(() -> ReceiptFile.parse(platform.fileBytes(code)), file -> file.master()
                        .isPresent());
    }

    /** Every log whose tree is signed still, each by itself and as the master log has it. */
    private static void auditEach() throws IOException {
        for (JsonObject log : logs()) {
            if (!log.string("state").equals("halted")) {
                NoteVerifier key = NoteVerifier.parse(log.string("verifierKey"));
                HttpTileSource files = new HttpTileSource(
                        server.url(log.string("prefix")), LocalHttp.client(), Optional.of(TestShop.AUDITOR_TOKEN));
                LogAudit audit = new LogAuditor(files, List.of(key))
                        .audit(
                                files.checkpoint(),
                                AuditPlan.simple().withCheck(new MasterCheck(files)),
                                progress -> {});
                assertThat(audit.findings())
                        .as(log.string("origin"))
                        .filteredOn(finding -> finding.severity() == AuditFinding.Severity.ERROR)
                        .isEmpty();
            }
        }
    }

    /** The server's certificate is one of the platform's time, which this machine's does not reach. */
    private static void restart() {
        server.launch();
        await().atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(250))
                .ignoreExceptions()
                .until(() -> TestAnswer.get(server, "/api/v1/platform").status() == 200);
    }

    private static long keys() throws IOException {
        try (Stream<Path> keys = Files.list(server.data().resolve("keys"))) {
            return keys.filter(file -> file.toString().endsWith(".seed")).count();
        }
    }

    private static void awaitShards(int count) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions()
                .until(() -> shards().size() >= count);
    }

    private static List<JsonObject> logs() throws IOException {
        return StrictJson.parseArray(TestAnswer.get(server, "/ledger/logs").body(), LIST, "logs");
    }

    /** Origins of the institution's logs in the order of the list. */
    private static List<String> shards() throws IOException {
        return logs().stream()
                .map(log -> log.string("origin"))
                .filter(origin -> !origin.contains("/master/"))
                .toList();
    }

    private static List<String> states() throws IOException {
        return logs().stream().map(log -> log.string("state")).toList();
    }

    private static String masterKey() throws IOException {
        return logs().stream()
                .filter(log -> log.string("origin").contains("/master/")
                        && log.string("state").equals("open"))
                .map(log -> log.string("verifierKey"))
                .findFirst()
                .orElseThrow();
    }

    /** All tills sell until that is stopped, or the server is gone; what was refused is repeated later. */
    private static Selling<BusyTill> selling() {
        return new Selling<>(tills, ShardsIT::sells, BusyTill::answered);
    }

    private static boolean sells(BusyTill till) {
        try {
            till.sellOnce();
            return true;
        } catch (UncheckedIOException nobodyAnswers) {
            return false;
        }
    }
}
