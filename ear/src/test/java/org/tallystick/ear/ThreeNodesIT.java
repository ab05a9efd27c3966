package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.ledger.AuditFinding;
import org.tallystick.ledger.LedgerEntry;
import org.tallystick.ledger.LogAudit;

/**
 * Three nodes on one PostgreSQL and one directory of keys, under load, killed at random for ten minutes (system property
 * {@code nodes.seconds} for less): whatever any of them answered is in the log, once, where the answer said.
 */
@Tag("faults")
class ThreeNodesIT {
    private static final int NODES = 3;
    private static final int TILLS = 8;
    private static final Duration TIME = Duration.ofSeconds(Long.getLong("nodes.seconds", 600));
    /** Sales between two kills. */
    private static final int MEANWHILE = 150;

    @TempDir
    private Path directory;

    private final List<ServerProcess> nodes = new ArrayList<>();
    private Postgres postgres;
    private int kills;

    @BeforeEach
    void start() throws IOException {
        postgres = Postgres.start();
        var database = postgres.database("nodes");
        ServerProcess first =
                TestShop.configure(ServerProcess.fresh("node-1")).with(database).start();
        nodes.add(first);
        for (int i = 2; i <= NODES; i++) {
            ServerProcess node = TestShop.configure(ServerProcess.fresh("node-" + i));
            ServerDirectory.delete(node.data());
            Files.createSymbolicLink(node.data(), first.data());
            nodes.add(node.with(database)
                    .with("TALLYSTICK_JAVA_OPTS", "-XX:TieredStopAtLevel=1 -Djboss.node.name=node-" + i)
                    .with("TALLYSTICK_BASE_URL", first.url("").toString())
                    .start());
        }
    }

    @AfterEach
    void stop() {
        nodes.forEach(ServerProcess::close);
        postgres.close();
    }

    @Test
    void whateverAnyNodeAnsweredIsInTheLogOnce() throws Exception {
        List<RovingTill> tills = IntStream.range(0, TILLS)
                .mapToObj(i -> new RovingTill(nodes, TestTill.enrol(nodes.get(0), TestShop.terminal(i))))
                .toList();
        try (var selling = new Selling<>(tills, ThreeNodesIT::sells, RovingTill::answered)) {
            killAtRandom(selling, Instant.now().plus(TIME));
        }
        long last = tills.stream()
                .flatMap(till -> till.answers().values().stream())
                .mapToLong(RovingTill.Answered::index)
                .max()
                .orElseThrow();

        for (ServerProcess node : nodes) {
            tills.parallelStream().forEach(till -> till.expectEveryAnswer(node));
        }
        TestLedger ledger = TestLedger.of(nodes.get(1)).awaitPublished(last);
        LogAudit audit = ledger.audit(Optional.empty());
        assertThat(audit.findings())
                .filteredOn(finding -> finding.severity() != AuditFinding.Severity.INFO)
                .isEmpty();
        expectOnce(tills, ledger.entries());
        String foreign = "not here";
        if (SumdbVerifier.isHere()) {
            SumdbVerifier go = new SumdbVerifier(directory);
            go.download(nodes.get(2), ledger);
            foreign = go.verify(ledger.key().vkey()).strip();
            assertThat(foreign).startsWith("verified ");
        }
        report(tills, foreign);
    }

    private void killAtRandom(Selling<RovingTill> selling, Instant end) throws Exception {
        Random random = new Random(1);
        while (Instant.now().isBefore(end)) {
            selling.awaitMore(MEANWHILE);
            ServerProcess victim = nodes.get(random.nextInt(NODES));
            victim.kill();
            kills++;
            if (random.nextBoolean()) {
                ServerProcess second = nodes.get((nodes.indexOf(victim) + 1) % NODES);
                second.kill();
                kills++;
                selling.awaitMore(MEANWHILE);
                second.start();
            }
            selling.awaitMore(MEANWHILE);
            victim.start();
        }
        selling.stop();
    }

    private static boolean sells(RovingTill till) {
        till.sell();
        return true;
    }

    private static int answered(List<RovingTill> tills) {
        return tills.stream().mapToInt(RovingTill::answered).sum();
    }

    private static void expectOnce(List<RovingTill> tills, List<LedgerEntry> entries) {
        Set<String> subjects = new HashSet<>();
        for (LedgerEntry entry : entries) {
            if (entry.bill().isPresent()) {
                assertThat(subjects.add(entry.subject())).as(entry.subject()).isTrue();
            }
        }
        for (RovingTill till : tills) {
            assertThat(till.answers().values())
                    .extracting(RovingTill.Answered::index)
                    .doesNotHaveDuplicates()
                    .allMatch(index -> entries.get(index.intValue()).bill().isPresent());
        }
        assertThat(subjects).hasSize(answered(tills));
    }

    private void report(List<RovingTill> tills, String foreign) throws IOException {
        int repeated = tills.stream().mapToInt(RovingTill::repeated).sum();
        String line =
                "three nodes on one PostgreSQL, %d s: %d kills, %d answered, %d sent again, 0 lost, audit clean, sumdb: %s%n"
                        .formatted(TIME.toSeconds(), kills, answered(tills), repeated, foreign);
        Files.writeString(Path.of("target/faults.md"), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
