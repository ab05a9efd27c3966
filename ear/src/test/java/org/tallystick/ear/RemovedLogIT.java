package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.access.Role;
import org.tallystick.ear.demo.DemoClock;
import org.tallystick.ledger.NoteVerifier;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.StrictJson;
import org.tallystick.signing.SignedBill;
import org.tallystick.verification.Outcome;
import org.tallystick.verification.ReceiptFile;
import org.tallystick.verification.ReceiptVerifier;
import org.tallystick.verification.TrustAnchors;
import org.tallystick.verification.VerificationContext;
import org.tallystick.verification.VerificationReport;

/** A log is removed ten years after its last entry: what it was about is gone, also from older backups, and what proves it is not. */
class RemovedLogIT {
    private static final String PAGE = "/admin/removals";
    private static final StrictJson.Limits LIST = new StrictJson.Limits(4, 64, 1 << 16, 200_000, true);
    private static final Duration QUARTER = Duration.ofDays(92);
    private static final Duration KEPT = Duration.ofDays(3_654);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    /** A platform on which two quarters have ended and their time is over, and what somebody kept of the first one. */
    private final class Platform implements AutoCloseable {
        private final ServerProcess server;
        private final DemoClock time;
        private final TestTill till;
        private final SignedBill bill;
        private final String number;
        private final byte[] file;
        private final List<String> logs;
        private PortalClient first;
        private PortalClient second;

        Platform(ServerProcess fresh) throws Exception {
            server = TestShop.configure(fresh);
            Files.writeString(
                    server.base().resolve("accounts.json"),
                    PortalAccounts.FILE.replace(
                            "{\"login\":\"keeper\"",
                            "{\"login\":\"" + TestShop.SM2_OPERATOR + "\",\"name\":\"Second\",\"role\":\"OPERATOR\"},"
                                    + "{\"login\":\"keeper\""));
            time = new DemoClock(server.base().resolve("clock"));
            time.govern(server);
            time.moveTo(Clock.systemUTC().instant());
            server.with("TALLYSTICK_RETENTION_INTERVAL", "PT0.3S")
                    .with("TALLYSTICK_LEDGER_SCRUB_INTERVAL", "PT0.5S")
                    .with("TALLYSTICK_SIGNING_PROBE_INTERVAL", "PT0.5S")
                    .start();
            till = TestTill.enrol(server, TestShop.terminal(0));
            bill = till.next();
            TestAnswer answer = till.send(bill);
            assertThat(answer.outcome()).isEqualTo("201");
            number = answer.json().string("number");
            assertThat(till.send(till.next()).outcome()).isEqualTo("201");
            String address = "/r/" + TestTill.codeOf(bill) + ".json";
            file = await().atMost(PATIENCE)
                    .until(
                            () -> TestAnswer.get(server, address).body(),
                            bytes -> ReceiptFile.parse(bytes).master().isPresent());
            end(QUARTER, 1);
            end(QUARTER.multipliedBy(2), 2);
            logs = ended(server);
            move(QUARTER.multipliedBy(2).plus(KEPT));
        }

        private void end(Duration ahead, int ended) throws IOException {
            move(ahead);
            await().atMost(PATIENCE).until(() -> ended(server).size() == ended);
        }

        private void move(Duration ahead) throws IOException {
            time.moveTo(Clock.systemUTC().instant().plus(ahead));
        }

        void signIn() throws IOException {
            PortalAccounts accounts = PortalAccounts.of(server).at(time.clock());
            first = accounts.signIn(Role.OPERATOR);
            second = accounts.signIn(TestShop.SM2_OPERATOR, Role.OPERATOR);
        }

        /** The oldest, by two operators. */
        void removeFirst() throws IOException {
            await().atMost(PATIENCE).until(() -> !first.get(PAGE).text().contains("not in the master log yet"));
            assertThat(order(first, "ask", 1).text())
                    .contains("Something stands against it", "The log before it is still there");
            assertThat(order(first, "confirm", 0).text()).contains("Nobody asks for it");
            assertThat(order(first, "ask", 0).status()).isEqualTo(303);
            assertThat(order(second, "ask", 0).text()).contains("Somebody has asked for it");
            assertThat(order(first, "confirm", 0).text()).contains("Another operator than the one who asked");
            assertThat(TestAnswer.get(server, "/r/" + TestTill.codeOf(bill)).status())
                    .isEqualTo(200);
            assertThat(order(second, "confirm", 0).status()).isEqualTo(303);
            await().atMost(PATIENCE)
                    .until(
                            () -> first.get(PAGE).text(),
                            page -> page.contains(logs.get(0))
                                    && !page.contains("still to be deleted")
                                    && page.contains("/removal\""));
        }

        private TestAnswer order(PortalClient operator, String what, int log) throws IOException {
            return operator.post(PAGE, Map.of("do", what, "log", logs.get(log), "reason", "ten years are over"));
        }

        String prefix(int log) {
            return logs.get(log).substring(logs.get(log).indexOf('/'));
        }

        /** In English. */
        TestAnswer get(String path) throws IOException {
            return TestAnswer.to(HttpRequest.newBuilder(server.url(path)).header("Accept-Language", "en"));
        }

        void expectGone() throws IOException {
            String link = "/r/" + TestTill.codeOf(bill);
            assertThat(get(link).status()).isEqualTo(410);
            assertThat(get(link).text()).contains("kept as long as the rules demand", "PARTS, version 1: 3653 days");
            assertThat(get(link + ".json").outcome()).isEqualTo("410 removed");
            TestAnswer bundle = entries();
            assertThat(bundle.outcome()).isEqualTo("410 removed");
            assertThat(bundle.json().string("policy")).contains("3653 days");
            assertThat(bundle.json().string("removedAt")).isNotEmpty();
        }

        private TestAnswer entries() throws IOException {
            return TestAnswer.to(HttpRequest.newBuilder(server.url(prefix(0) + "/tile/entries/000.p/1"))
                    .header("Authorization", "Bearer " + TestShop.AUDITOR_TOKEN));
        }

        @Override
        public void close() {
            server.close();
        }
    }

    @Test
    void whatProvesAReceiptOutlivesIt() throws Exception {
        Path program = Path.of("..", "domain", "target", "tallystick.jar").toAbsolutePath();
        assumeTrue(Files.exists(program), "tallystick.jar is not built");
        String newest;
        Path backup;
        try (Platform platform = new Platform(ServerProcess.fresh("removal"))) {
            ServerProcess server = platform.server;
            platform.signIn();
            Files.writeString(server.base().resolve("passphrase"), "correct horse battery\n");
            backup = ErasureIT.backup(server, "before");
            platform.removeFirst();

            platform.expectGone();
            theFileThatSomebodyKeptIsStillProved(platform);
            // The platform's own keys have to catch up with ten years first.
            String again = await().atMost(PATIENCE)
                    .until(() -> platform.till.send(platform.bill).outcome(), said -> !said.startsWith("503"));
            assertThat(again).as("the same bill again").isEqualTo("410 removed");
            assertThat(platform.get(platform.prefix(0) + "/tile/0/000.p/1").status())
                    .isEqualTo(200);
            assertThat(platform.get("/explorer" + platform.prefix(0).substring("/ledger".length()) + "/1")
                            .text())
                    .contains("were removed on", "is in the ledger");
            assertThat(platform.get("/explorer/receipt?q=" + platform.number).header("Location"))
                    .startsWith("/explorer" + platform.prefix(0).substring("/ledger".length()) + "/");
            auditsKnowIt(platform, program);
            assertThat(platform.first.get("/admin/health").text()).doesNotContain("Incident of a log");
            assertThat(platform.first.get("/admin/audit?action=log.removal").text())
                    .contains("log.removal-ask", "log.removal-confirm", "ten years are over");
            newest = ErasureIT.checkpoints(server);
            server.stop();
            String outside = newest + "--erasures " + server.data().resolve("keys/erasures");
            try (ServerProcess older = ErasureIT.restored("removal-before", backup, outside)) {
                assertThat(states(older)).contains("removed");
                assertThat(TestAnswer.get(older, "/r/" + TestTill.codeOf(platform.bill))
                                .status())
                        .isEqualTo(410);
            }
        }
    }

    private static void theFileThatSomebodyKeptIsStillProved(Platform platform) throws Exception {
        JsonObject report = TestAnswer.post(platform.server, "/api/v1/verifications", platform.file)
                .json();
        assertThat(report.string("outcome")).isEqualTo("GENUINE");
        assertThat(report.objects("checks"))
                .filteredOn(check -> check.string("id").equals("in-ledger"))
                .singleElement()
                .satisfies(check -> assertThat(check.string("reason"))
                        .contains("the inclusion proof holds", "removed its own copy"));
        try (var pem = Files.newInputStream(platform.server.data().resolve("root.pem"))) {
            X509Certificate root =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
            TrustAnchors anchors =
                    TrustAnchors.pinned(List.of(root), List.of(NoteVerifier.parse(masterKey(platform.server))));
            VerificationReport offline = new ReceiptVerifier()
                    .verify(
                            ReceiptFile.parse(platform.file),
                            VerificationContext.offline(
                                    anchors, platform.time.clock().instant()));
            assertThat(offline.outcome()).isEqualTo(Outcome.GENUINE);
        }
    }

    private void auditsKnowIt(Platform platform, Path program) throws Exception {
        ServerProcess server = platform.server;
        String java = System.getProperty("java.home") + "/bin/java -jar " + program + " ledger audit ";
        String trust = " --ca " + server.data().resolve("root.pem");
        Shell shell = new Shell(directory, Map.of("TALLYSTICK_AUDITOR_TOKEN", TestShop.AUDITOR_TOKEN));
        Shell.Result all = shell.run(java + server.url("") + " --all" + trust + " --log '" + masterKey(server) + "'");
        assertThat(all.out())
                .contains("entries were removed after their retention (PARTS, version 1: 3653 days")
                .contains("as the master log has recorded");
        assertThat(all.exit()).as(all.out()).isZero();

        String one =
                java + server.url(platform.prefix(0)) + trust + " --log '" + key(server, platform.logs.get(0)) + "'";
        Shell.Result alone = shell.run(one);
        assertThat(alone.out()).contains("only the master log proves that");
        assertThat(alone.exit()).isEqualTo(1);
        assertThat(shell.run(one + " --log '" + masterKey(server) + "' --json").out())
                .contains("\"clean\":true", "\"entries\":0");

        PortalClient regulator =
                PortalAccounts.of(server).at(platform.time.clock()).signIn(Role.REGULATOR);
        assertThat(regulator.get("/regulator/removals").text())
                .contains(platform.logs.get(0), "3653 days")
                .doesNotContain(platform.logs.get(1));
        String audit = regulator
                .post(
                        "/regulator/audits",
                        Map.of("do", "start", "span", "WHOLE", "depth", "SIGNATURES", "which", "all"))
                .header("Location");
        String page = await().atMost(PATIENCE)
                .until(
                        () -> regulator.get(audit).text(),
                        text -> text.contains("keeps its promise") || text.contains("does not keep its promise"));
        assertThat(page)
                .doesNotContain("does not keep its promise")
                .contains("entries were removed after their retention");
    }

    /** On PostgreSQL triggers keep whatever is not removed. */
    @Test
    void aPostgresOfBeforeIsClearedAgainAndNothingElseMayBeDeleted() throws Exception {
        try (PostgresCluster postgres = new PostgresCluster("removal-db", List.of("p", "old"))) {
            postgres.startPrimary("p");
            postgres.createDatabase("p", "shops");
            try (Platform platform = new Platform(
                    ServerProcess.fresh("removal-postgres").with(postgres.database("shops", List.of("p"))))) {
                platform.signIn();
                postgres.backup("p", "old");
                assertThatThrownBy(() -> postgres.ask(
                                "p",
                                "shops",
                                "WITH gone AS (DELETE FROM receipt RETURNING 1) SELECT COUNT(*) FROM gone"))
                        .hasStackTraceContaining("DELETE of a stored receipt is not allowed");
                platform.removeFirst();

                platform.expectGone();
                assertThat(postgres.ask("p", "shops", "SELECT COUNT(*) FROM receipt"))
                        .isZero();
                assertThat(postgres.ask("p", "shops", "SELECT COUNT(*) FROM removed_receipt"))
                        .isEqualTo(2);
                assertThat(
                                postgres.ask(
                                        "p",
                                        "shops",
                                        "SELECT COUNT(*) FROM ledger_entry WHERE log_id = 1 AND convert_from(leaf, 'UTF8') LIKE '%\nreceipt\n%'"))
                        .isZero();
                assertThat(
                                postgres.ask(
                                        "p",
                                        "shops",
                                        "SELECT COUNT(*) FROM ledger_entry WHERE log_id = 1 AND convert_from(leaf, 'UTF8') LIKE '%\nsealed\n%'"))
                        .as("what the log says about itself")
                        .isEqualTo(1);
                assertThatThrownBy(
                                () -> postgres.ask(
                                        "p",
                                        "shops",
                                        "WITH gone AS (DELETE FROM ledger_entry WHERE log_id <> 1 RETURNING 1) SELECT COUNT(*) FROM gone"))
                        .hasStackTraceContaining("the table is append-only");
                assertThatThrownBy(
                                () -> postgres.ask(
                                        "p",
                                        "shops",
                                        "WITH back AS (UPDATE ledger_head SET state = 'SEALED' WHERE state = 'REMOVED' RETURNING 1) SELECT COUNT(*) FROM back"))
                        .hasStackTraceContaining("it does not come back");
                long looked = postgres.ask("p", "shops", "SELECT ended_at FROM ledger_scrub WHERE log_id = 1");
                await().atMost(PATIENCE)
                        .until(() -> postgres.ask("p", "shops", "SELECT ended_at FROM ledger_scrub WHERE log_id = 1")
                                > looked + 1_000);
                assertThat(postgres.ask("p", "shops", "SELECT COUNT(*) FROM ledger_incident"))
                        .isZero();

                platform.server.stop();
                postgres.stop("p");
                postgres.startPrimary("old");
                assertThat(postgres.ask("old", "shops", "SELECT COUNT(*) FROM receipt"))
                        .isEqualTo(2);
                // The server's certificate is to be one of the present.
                platform.time.moveTo(Clock.systemUTC().instant());
                platform.server.with(postgres.database("shops", List.of("old"))).start();
                assertThat(postgres.ask("old", "shops", "SELECT COUNT(*) FROM receipt"))
                        .isZero();
                platform.expectGone();
            }
        }
    }

    private static List<JsonObject> logs(ServerProcess server) throws IOException {
        return StrictJson.parseArray(TestAnswer.get(server, "/ledger/logs").body(), LIST, "logs");
    }

    private static List<String> states(ServerProcess server) throws IOException {
        return logs(server).stream().map(log -> log.string("state")).toList();
    }

    /** Origins of the institution's logs that have ended, the oldest first. */
    private static List<String> ended(ServerProcess server) throws IOException {
        return logs(server).stream()
                .filter(log -> log.string("state").equals("sealed"))
                .map(log -> log.string("origin"))
                .sorted()
                .toList();
    }

    private static String masterKey(ServerProcess server) throws IOException {
        return logs(server).stream()
                .filter(log -> log.string("origin").contains("/master/"))
                .map(log -> log.string("verifierKey"))
                .findFirst()
                .orElseThrow();
    }

    private static String key(ServerProcess server, String origin) throws IOException {
        return logs(server).stream()
                .filter(log -> log.string("origin").equals(origin))
                .map(log -> log.string("verifierKey"))
                .findFirst()
                .orElseThrow();
    }
}
