package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.tallystick.access.Role;

/**
 * The drill of the ledger's package story: two nodes sell on one PostgreSQL, its primary loses its power, a stale standby is promoted by
 * mistake, then the right one. Every answer was written down by the client; all are found, alike on both nodes.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FailoverIT {
    private static final String DATABASE = "shops";
    private static final String HEAD =
            "SELECT h.size FROM ledger_head h JOIN ledger_log l ON l.log_id = h.log_id WHERE l.acquirer = '48023310'";
    private static final int AT_LEAST = 200;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static PostgresCluster postgres;
    private static ServerProcess one;
    private static ServerProcess two;
    private static List<BusyTill> tills;
    private static byte[] checkpoint;
    private static long answered;

    @BeforeAll
    static void begin() throws Exception {
        postgres = new PostgresCluster("failover-db", List.of("p", "a", "b", "c"));
        postgres.startPrimary("p");
        postgres.createDatabase("p", DATABASE);
        one = node("failover-1");
        two = node("failover-2");
    }

    @AfterAll
    static void end() {
        one.close();
        two.close();
        postgres.close();
    }

    @Test
    @Order(1)
    void aNodeDoesNotStartOnADatabaseThatWaitsForNoStandby() throws Exception {
        one.launch();

        await().atMost(PATIENCE)
                .until(() -> one.output().contains("set synchronous_standby_names, such as 'ANY 1 (a, b)'"));

        assertThat(postgres.ask("p", DATABASE, "SELECT COUNT(*) FROM pg_tables WHERE schemaname = 'public'"))
                .as("tables made")
                .isZero();
        one.stop();
    }

    @Test
    @Order(2)
    void twoNodesSellOnOneDatabaseWithStandbys() throws Exception {
        postgres.stop("p");
        postgres.require("p", "ANY 1 (a, b)");
        for (String standby : List.of("a", "b", "c")) {
            postgres.clone("p", standby);
        }
        postgres.startPrimary("p");
        for (String standby : List.of("a", "b", "c")) {
            postgres.startStandby(standby, "p,a,b");
        }
        one.start();
        tills = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            TestTill till = TestTill.enrol(one, TestShop.terminal(i));
            tills.add(new BusyTill(i % 2 == 0 ? one : two, till.at(i % 2 == 0 ? one : two)));
        }
        shareKeys();
        two.start();

        tills.forEach(till -> assertThat(till.sellOnce()).isTrue());
        TestLedger.of(one).awaitPublished(3);
        checkpoint = TestLedger.of(two).checkpoint();
        assertThat(health(one)).contains("2 synchronous and streaming; required: ANY 1 (a, b)");
        long before = postgres.ask("p", DATABASE, HEAD);
        await().atMost(PATIENCE).until(() -> postgres.ask("c", DATABASE, HEAD) == before);
        postgres.stop("c");
    }

    @Test
    @Order(3)
    void aStaleStandbyThatIsPromotedIsNeitherAnsweredFromNorSigned() throws Exception {
        try (var selling = Selling.untilNobodyAnswers(tills)) {
            selling.awaitMore(AT_LEAST);
            postgres.kill("p");
            selling.awaitEnd();
        }
        answered = tills.stream().mapToLong(BusyTill::answered).sum();
        postgres.startStandby("c", "p");
        postgres.promote("c");
        long stale = postgres.ask("c", DATABASE, HEAD);
        assertThat(stale).isLessThan(answered);
        assertThat(tills.get(0).sellOnce()).isFalse();
        postgres.stop("c");
        postgres.clone("c", "d");
        postgres.startPrimary("c");
        postgres.startStandbyAs("d", "a", "c");

        await().atMost(PATIENCE).until(() -> refusals(one) > 0 || tills.get(0).sellOnce());
        await().atMost(PATIENCE).until(() -> refusals(two) > 0 || tills.get(1).sellOnce());

        tills.forEach(till -> assertThat(till.sellOnce()).isFalse());
        assertThat(health(one)).contains("has a signed checkpoint of");
        assertThat(postgres.ask("c", DATABASE, HEAD)).isEqualTo(stale);
        assertThat(
                        postgres.ask(
                                "c",
                                DATABASE,
                                "SELECT MAX(c.size) FROM ledger_checkpoint c JOIN ledger_log l ON l.log_id = c.log_id WHERE l.acquirer = '48023310'"))
                .isLessThanOrEqualTo(stale);
        postgres.stop("d");
        postgres.stop("c");
    }

    @Test
    @Order(4)
    void theStandbyThatHasMostTakesOverAndNothingAnsweredIsMissing() throws Exception {
        String best = postgres.received("a") >= postgres.received("b") ? "a" : "b";

        postgres.promote(best);

        for (BusyTill till : tills) {
            await().atMost(PATIENCE).until(till::sellOnce);
        }
        tills.forEach(till -> till.expectEveryAnsweredReceipt(one));
        tills.forEach(till -> till.expectEveryAnsweredReceipt(two));
        tills.forEach(BusyTill::repeatEverything);
        long last = tills.stream().mapToLong(BusyTill::highestIndex).max().orElseThrow();
        auditWithTheCommandLine(TestLedger.of(two).awaitPublished(last));
    }

    private static ServerProcess node(String name) {
        return TestShop.configure(
                        ServerProcess.fresh(name).with(postgres.database(DATABASE, List.of("p", "a", "b", "c"))))
                .with("TALLYSTICK_CLUSTER", "true")
                .with("TALLYSTICK_CLUSTER_CHECK_INTERVAL", "PT0.5S");
    }

    /** As nodes of one platform do. */
    private static void shareKeys() throws IOException {
        Path keys = two.data().resolve("keys");
        ServerDirectory.delete(keys);
        Files.createSymbolicLink(keys, one.data().resolve("keys"));
    }

    private static long refusals(ServerProcess node) {
        return node.output()
                .lines()
                .filter(line -> line.contains("is not gone on with"))
                .count();
    }

    private static String health(ServerProcess node) throws IOException {
        return PortalAccounts.of(node)
                .signIn(Role.OPERATOR)
                .get("/admin/health")
                .text();
    }

    private static void auditWithTheCommandLine(TestLedger ledger) throws Exception {
        Path old = Files.write(one.base().resolve("old-checkpoint"), checkpoint);
        String said = new Shell(one.base(), Map.of())
                .tallystick("ledger audit " + two.url(ledger.prefix()) + " --log '"
                        + ledger.key().vkey() + "' --old " + old + " --token " + TestShop.AUDITOR_TOKEN + " --ca "
                        + two.data().resolve("root.pem"));
        assertThat(said).contains("The log keeps its promise: every entry");
    }
}
