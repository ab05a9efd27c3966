package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.AuditFinding;
import org.tallystick.ledger.EntryKind;
import org.tallystick.ledger.LedgerEntry;
import org.tallystick.ledger.LogAudit;

/** What was answered survives a power cut, with either database: same bytes, same place, no counter lost or doubled. */
class CrashIT {
    private static final int TILLS = 4;
    private static final int ROUNDS = 2;
    private static final int AT_LEAST = 200;

    @Test
    void nothingAnsweredIsLostWithH2() throws Exception {
        try (ServerProcess server = TestShop.configure(ServerProcess.fresh("crash-h2"))) {
            crashAndRecover(server);
        }
    }

    @Test
    void nothingAnsweredIsLostWithPostgres() throws Exception {
        try (Postgres postgres = Postgres.start();
                ServerProcess server =
                        TestShop.configure(ServerProcess.fresh("crash-postgres").with(postgres.database("crash")))) {
            crashAndRecover(server);
        }
    }

    private static void crashAndRecover(ServerProcess server) throws Exception {
        server.start();
        List<BusyTill> tills = IntStream.range(0, TILLS)
                .mapToObj(i -> new BusyTill(server, TestTill.enrol(server, TestShop.terminal(i))))
                .toList();
        tills.get(0).sellOnce();
        TestLedger.of(server).awaitPublished(tills.get(0).highestIndex());
        for (int round = 0; round < ROUNDS; round++) {
            byte[] checkpoint = TestLedger.of(server).checkpoint();
            try (var selling = Selling.untilNobodyAnswers(tills)) {
                selling.awaitMore(AT_LEAST);
                server.kill();
                selling.awaitEnd();
            }
            server.start();
            tills.parallelStream().forEach(BusyTill::expectEveryAnsweredReceipt);
            tills.forEach(BusyTill::repeatEverything);
            audit(server, tills, checkpoint);
        }
    }

    /** After every bill was repeated, the log holds each counter of each till once, and continues what it was before. */
    private static void audit(ServerProcess server, List<BusyTill> tills, byte[] older) throws IOException {
        TestLedger ledger = TestLedger.of(server);
        long last = tills.stream().mapToLong(BusyTill::highestIndex).max().orElseThrow();
        ledger.awaitPublished(last);

        LogAudit audit = ledger.audit(Optional.of(older));

        assertThat(audit.findings())
                .filteredOn(finding -> finding.severity() != AuditFinding.Severity.INFO)
                .isEmpty();
        assertThat(audit.notes()).isEmpty();
        assertThat(audit.entries()).isGreaterThan(last);
        List<LedgerEntry> entries = ledger.entries();
        assertThat(entries).extracting(LedgerEntry::id).doesNotHaveDuplicates();
        Map<String, List<LedgerEntry>> bySubject = entries.stream()
                .filter(entry -> entry.bill().isPresent())
                .collect(Collectors.groupingBy(LedgerEntry::subject));
        assertThat(bySubject.values()).allSatisfy(same -> {
            assertThat(same).hasSize(1);
            assertThat(same.get(0).kind()).isEqualTo(EntryKind.RECEIPT);
        });
        for (BusyTill till : tills) {
            assertThat(till.indexes()).doesNotHaveDuplicates();
            assertThat(bySubject.keySet())
                    .containsAll(LongStream.rangeClosed(1, till.issued())
                            .mapToObj(till::subject)
                            .toList());
        }
        assertThat(bySubject).hasSize(tills.stream().mapToInt(BusyTill::issued).sum());
    }
}
