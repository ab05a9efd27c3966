package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.ledger.NoteVerifier;
import org.tallystick.shared.JsonObject;
import org.tallystick.verification.Outcome;
import org.tallystick.verification.ReceiptFile;
import org.tallystick.verification.ReceiptVerifier;
import org.tallystick.verification.TrustAnchors;
import org.tallystick.verification.VerificationContext;
import org.tallystick.verification.VerificationReport;

/** A log is removed ten years after its last entry: what it was about is gone, also from older backups, and what proves it is not. */
class RemovedLogIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    @Test
    void whatProvesAReceiptOutlivesIt() throws Exception {
        String newest;
        Path backup;
        try (RemovedLogPlatform platform = new RemovedLogPlatform(ServerProcess.fresh("removal"))) {
            ServerProcess server = platform.server;
            platform.signIn();
            Files.writeString(server.base().resolve("passphrase"), "correct horse battery\n");
            backup = ErasureIT.backup(server, "before");
            platform.removeFirst();

            platform.expectGone();
            assertThat(theFileThatSomebodyKeptIsStillProved(platform, platform.file))
                    .contains("refunded by receipt");
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
            assertThat(platform.first.get("/admin/health").text()).doesNotContain("Incident of a log");
            assertThat(platform.first.get("/admin/audit?action=log.removal").text())
                    .contains("log.removal-ask", "log.removal-confirm", "ten years are over");
            newest = ErasureIT.checkpoints(server);
            server.stop();
            String outside = newest + "--erasures " + server.data().resolve("keys/erasures");
            try (ServerProcess older = ErasureIT.restored("removal-before", backup, outside)) {
                assertThat(RemovedLogPlatform.states(older)).contains("removed");
                assertThat(TestAnswer.get(older, "/r/" + TestTill.codeOf(platform.bill))
                                .status())
                        .isEqualTo(410);
            }
        }
    }

    /** @return what the platform says about whether the sale was taken back */
    private static String theFileThatSomebodyKeptIsStillProved(RemovedLogPlatform platform, byte[] file)
            throws Exception {
        try (var pem = Files.newInputStream(platform.server.data().resolve("root.pem"))) {
            X509Certificate root =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
            TrustAnchors anchors = TrustAnchors.pinned(
                    List.of(root), List.of(NoteVerifier.parse(RemovedLogPlatform.masterKey(platform.server))));
            VerificationReport offline = new ReceiptVerifier()
                    .verify(
                            ReceiptFile.parse(file),
                            VerificationContext.offline(
                                    anchors, platform.time.clock().instant()));
            assertThat(offline.outcome()).isEqualTo(Outcome.GENUINE);
        }
        JsonObject report =
                TestAnswer.post(platform.server, "/api/v1/verifications", file).json();
        assertThat(report.string("outcome")).isEqualTo("GENUINE");
        assertThat(reason(report, "in-ledger")).contains("the inclusion proof holds", "removed its own copy");
        return reason(report, "not-voided");
    }

    private static String reason(JsonObject report, String id) {
        return report.objects("checks").stream()
                .filter(check -> check.string("id").equals(id))
                .findFirst()
                .orElseThrow()
                .string("reason");
    }

    /** On PostgreSQL triggers keep whatever is not removed. */
    @Test
    void aPostgresOfBeforeIsClearedAgainAndNothingElseMayBeDeleted() throws Exception {
        try (PostgresCluster postgres = new PostgresCluster("removal-db", List.of("p", "old"))) {
            postgres.startPrimary("p");
            postgres.createDatabase("p", "shops");
            ServerProcess fresh =
                    ServerProcess.fresh("removal-postgres").with(postgres.database("shops", List.of("p")));
            try (RemovedLogPlatform platform = new RemovedLogPlatform(fresh, log -> spoilRoot(postgres, log))) {
                platform.signIn();
                postgres.backup("p", "old");
                assertThatThrownBy(() -> postgres.ask(
                                "p",
                                "shops",
                                "WITH gone AS (DELETE FROM receipt RETURNING 1) SELECT COUNT(*) FROM gone"))
                        .hasStackTraceContaining("DELETE of a stored receipt is not allowed");
                platform.askFirst();
                whatBeginsMeanwhileHoldsItsReceipt(platform, postgres);
                platform.awaitFirst();

                platform.expectGone();
                assertThat(postgres.ask("p", "shops", "SELECT COUNT(*) FROM receipt WHERE log_id = 1"))
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
                assertThat(postgres.ask("p", "shops", "SELECT COUNT(*) FROM ledger_incident WHERE log_id = 1"))
                        .isZero();
                whatAnIncidentHasEndedGoesToo(platform);
                aRowThatNobodyOrderedRemovesNothing(platform, postgres);

                platform.server.kill();
                postgres.stop("p");
                postgres.startPrimary("old");
                // The server's certificate is to be one of the present.
                platform.time.moveTo(Clock.systemUTC().instant());
                platform.server.with(postgres.database("shops", List.of("old"))).start();
                assertThat(platform.get("/r/" + TestTill.codeOf(platform.bill)).status())
                        .as("hidden before anybody is served")
                        .isEqualTo(410);
                assertThat(platform.entries(0).status())
                        .as("a master log that may not go on says nothing, and nothing goes")
                        .isEqualTo(200);
                assertThat(postgres.ask("old", "shops", "SELECT COUNT(*) FROM receipt WHERE log_id = 1"))
                        .isEqualTo(2);
            }
        }
    }

    private static void spoilRoot(PostgresCluster postgres, String log) throws SQLException {
        String spoil = "UPDATE ledger_head SET root = decode(repeat('00', 32), 'hex') WHERE log_id = (SELECT log_id"
                + " FROM ledger_log WHERE origin = '" + log + "') RETURNING 1";
        assertThat(postgres.ask("p", "shops", "WITH spoilt AS (" + spoil + ") SELECT COUNT(*) FROM spoilt"))
                .isEqualTo(1);
    }

    /** Nothing of it was signed any more: its last public checkpoint and the master log's record of that are all there is. */
    private void whatAnIncidentHasEndedGoesToo(RemovedLogPlatform platform) throws Exception {
        RemovedLogPlatform.Halted halted = platform.halted.orElseThrow();
        platform.removeHalted();

        platform.expectGone(halted.code(), halted.prefix());
        theFileThatSomebodyKeptIsStillProved(platform, halted.file());
        RemovedLogAudits audits = new RemovedLogAudits(platform, directory);
        audits.expectAllClean();
        audits.expectCleanWithTheMasterLogsKeyAlone(platform.logs.get(0));
        audits.expectCleanWithTheMasterLogsKeyAlone(halted.origin());
        audits.expectTheRegulatorKnows(halted.origin(), platform.logs.get(1));
    }

    private static void aRowThatNobodyOrderedRemovesNothing(RemovedLogPlatform platform, PostgresCluster postgres)
            throws Exception {
        String log = "(SELECT log_id FROM ledger_log WHERE origin = '" + platform.logs.get(1) + "')";
        String entries = "SELECT COUNT(*) FROM ledger_entry WHERE log_id = " + log;
        long all = postgres.ask("p", "shops", entries);
        postgres.ask(
                "p",
                "shops",
                "WITH forged AS (INSERT INTO ledger_removal (log_id, id, ended, removed_at, policy, keep_days, object, cleared_at)"
                        + " SELECT " + log + ", 'forged', ended, removed_at, policy, keep_days,"
                        + " convert_to(replace(convert_from(object, 'UTF8'), '" + platform.logs.get(0) + "', '"
                        + platform.logs.get(1)
                        + "'), 'UTF8'), 0 FROM ledger_removal WHERE log_id = 1 RETURNING 1) SELECT COUNT(*) FROM forged");
        postgres.ask(
                "p",
                "shops",
                "WITH forged AS (UPDATE ledger_head SET state = 'REMOVED' WHERE log_id = " + log
                        + " RETURNING 1) SELECT COUNT(*) FROM forged");
        String looked = "SELECT ended_at FROM ledger_scrub WHERE log_id = 1";
        long before = postgres.ask("p", "shops", looked);
        await().atMost(PATIENCE).until(() -> postgres.ask("p", "shops", looked) > before + 3_000);

        assertThat(postgres.ask("p", "shops", entries)).isEqualTo(all);
        assertThat(postgres.ask("p", "shops", "SELECT COUNT(*) FROM ledger_removal WHERE master_seq IS NULL"))
                .isEqualTo(1);
        assertThat(platform.entries(1).status()).isEqualTo(200);
        assertThat(platform.get(platform.prefix(1) + "/removal").status()).isEqualTo(404);
        assertThatThrownBy(() -> postgres.ask(
                        "p",
                        "shops",
                        "WITH gone AS (DELETE FROM ledger_entry WHERE log_id = " + log
                                + " RETURNING 1) SELECT COUNT(*) FROM gone"))
                .hasStackTraceContaining("the table is append-only");
    }

    /** A complaint that is on its way when the log is marked, and comes to be seen when its receipt is about to be deleted. */
    private static void whatBeginsMeanwhileHoldsItsReceipt(RemovedLogPlatform platform, PostgresCluster postgres)
            throws Exception {
        String receipts = "SELECT COUNT(*) FROM receipt WHERE log_id = 1";
        try (Connection connection = postgres.connect("p", "shops");
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE receipt IN EXCLUSIVE MODE");
            platform.confirmFirst();
            await().atMost(PATIENCE)
                    .until(() -> platform.get(platform.prefix(0) + "/removal").status() == 200);
            statement.execute(
                    "INSERT INTO complaint (number, submission, code_hash, receipt, merchant_no, kind, state, verdict, contact,"
                            + " opened_at, changed_at) SELECT 'K0000001', 's', 'h', number, merchant_no, 'OTHER', 'OPEN',"
                            + " 'GENUINE', '', 0, 0 FROM receipt WHERE number <> '" + platform.number
                            + "' AND log_id = 1");
            connection.commit();
        }
        await().atMost(PATIENCE).until(() -> postgres.ask("p", "shops", receipts) == 1);
        assertThat(platform.first.get(RemovedLogPlatform.PAGE).text())
                .contains("a complaint, a case or a sale in a later log keeps some of them");
        assertThat(postgres.ask("p", "shops", "SELECT COUNT(*) FROM complaint")).isEqualTo(1);
        postgres.ask(
                "p",
                "shops",
                "WITH said AS (UPDATE complaint SET state = 'CLOSED' RETURNING 1) SELECT COUNT(*) FROM said");
    }
}
