package org.tallystick.ledger.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * PostgreSQL whose own processes are killed or cannot write, under a node that goes on asking; and nodes that are killed, stopped
 * for longer than their locks live, or run on a wrong clock, beside one that is well.
 */
class PostgresFaultsTest {
    private static final List<Integer> SOME = List.of(5);
    private static final List<Integer> MANY = List.of(1, 2, 3, 5, 8, 13, 21, 34, 55, 89);
    /** Answers without a fault between two faults. */
    private static final int MEANWHILE = 60;

    @TempDir
    private Path directory;

    private DurablePostgres postgres;
    private String url;
    private int started;

    @BeforeEach
    void start() throws Exception {
        postgres = DurablePostgres.start(directory.resolve("data"));
        url = postgres.url();
        AppendedLog.prepare(url, directory);
    }

    @AfterEach
    void stop() throws Exception {
        postgres.close();
    }

    static Stream<Arguments> faults() {
        return Stream.of(SystemCallFaults.Kind.IO_ERROR, SystemCallFaults.Kind.DISK_FULL)
                .flatMap(kind -> Stream.of(SystemCallFaults.SYNC, SystemCallFaults.WRITE)
                        .map(calls -> Arguments.of(kind, calls)));
    }

    @Test
    @Tag("quick-faults")
    void nothingAnsweredIsLostWhenTheDatabaseCannotSync() throws Exception {
        failCalls(SystemCallFaults.Kind.IO_ERROR, SystemCallFaults.SYNC, SOME);
    }

    @Tag("faults")
    @ParameterizedTest
    @MethodSource("faults")
    void nothingAnsweredIsLostAtAnyCall(SystemCallFaults.Kind kind, String calls) throws Exception {
        failCalls(kind, calls, MANY);
    }

    @Tag("faults")
    @Test
    void nothingAnsweredIsLostWhenAProcessOfTheDatabaseIsKilled() throws Exception {
        FaultBook book = new FaultBook("PostgreSQL: the node's own process there killed");
        for (int answers : MANY) {
            try (AppendRun run = start(4)) {
                awaitMore(run, answers);
                postgres.killBackend();
                await().atMost(Duration.ofSeconds(60)).until(() -> run.unknown() > 0);
                book.noticed("outcome unknown");
                postgres.awaitAnswer();
                goOn(run, book);
            }
        }
        book.close();
    }

    private void failCalls(SystemCallFaults.Kind kind, String calls, List<Integer> places) throws Exception {
        SystemCallFaults.requireStrace();
        FaultBook book = new FaultBook("PostgreSQL: " + kind + " at " + calls);
        int reached = 0;
        for (int nth : places) {
            Process strace = SystemCallFaults.attach(postgres.pid(), kind, calls, nth);
            try (AppendRun run = start(4)) {
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> !run.isAlive()
                                || run.unknown() > 0
                                || run.answered().size() > 600);
                reached += run.unknown() > 0 ? 1 : 0;
                book.noticed(run.unknown() > 0 ? "outcome unknown" : "not reached");
                SystemCallFaults.detach(strace);
                postgres.awaitAnswer();
                goOn(run, book);
            }
        }
        book.close();
        assertThat(reached).as("faults that came").isPositive();
    }

    @Test
    @Tag("quick-faults")
    void aNodeThatIsKilledOrStoppedOrOnAWrongClockHurtsNobody() throws Exception {
        FaultBook book = new FaultBook("PostgreSQL: two writers, one killed or stopped");
        try (AppendRun well = start(8)) {
            for (int round = 0; round < 3; round++) {
                try (AppendRun other = start(8)) {
                    awaitMore(other, MEANWHILE);
                    if (round == 1) {
                        signal("STOP", other);
                        awaitMore(well, MEANWHILE);
                        signal("CONT", other);
                        awaitMore(other, MEANWHILE);
                    }
                    other.kill();
                    book.add(other);
                }
                awaitMore(well, MEANWHILE);
            }
            well.kill();
            book.add(well);
        }
        AppendedLog.read(url, book::expectNothingLost);
        book.noticed("compare-and-set, lock_timeout, idle_in_transaction_session_timeout");
        book.close();
    }

    @Test
    @Tag("quick-faults")
    void aNodeThatFreezesBetweenTheStatementOfACopyAndItsRowsHoldsNothing() throws Exception {
        FaultBook book = new FaultBook("PostgreSQL: a node frozen inside a COPY");
        try (AppendRun well = start(8)) {
            Connection frozen = AppendedLog.source(url).getConnection();
            awaitMore(well, MEANWHILE);
            LedgerRepository.prepare(frozen);
            new LedgerRepository(1).lockHead(frozen);
            CopyIn rows = frozen.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY once FROM STDIN (FORMAT BINARY)");
            awaitMore(well, MEANWHILE);
            assertThatThrownBy(rows::endCopy).isInstanceOf(SQLException.class);
            frozen.abort(Runnable::run);
            well.kill();
            book.add(well);
        }
        AppendedLog.read(url, book::expectNothingLost);
        book.noticed("its session is ended by the node that waits behind it");
        book.close();
    }

    @Test
    @Tag("quick-faults")
    void aNodeOnAWrongClockIsAnsweredNothing() throws Exception {
        FaultBook book = new FaultBook("PostgreSQL: a node an hour ahead, and one an hour behind");
        SystemCallFaults.requireFaketime();
        List<AppendRun> wrong = new ArrayList<>();
        try (AppendRun well = start(8)) {
            awaitMore(well, MEANWHILE);
            for (String distance : List.of("+1h", "-1h")) {
                wrong.add(AppendRun.start(
                        SystemCallFaults.faketime(distance), url, "wrong" + distance + "-", 4, directory));
            }
            for (AppendRun run : wrong) {
                await().atMost(Duration.ofSeconds(60)).until(() -> run.unknown() > 10);
                run.kill();
                assertThat(run.answered()).isEmpty();
                book.add(run);
            }
            awaitMore(well, MEANWHILE);
            well.kill();
            book.add(well);
        }
        AppendedLog.read(url, book::expectNothingLost);
        book.noticed("the clocks of this node and of the database differ");
        book.close();
    }

    @Test
    @Tag("quick-faults")
    void everyAnsweredGroupIsSyncedToTheDisk() throws Exception {
        SystemCallFaults.requireStrace();
        FaultBook book = new FaultBook("PostgreSQL: fsyncs counted");
        Path calls = directory.resolve("calls");
        Process strace = SystemCallFaults.attach(postgres.pid(), SystemCallFaults.SYNC, calls);
        try (AppendRun run = start(4)) {
            awaitMore(run, 200);
            run.kill();
            SystemCallFaults.detach(strace);
            long synced = Files.readAllLines(calls).stream()
                    .filter(line -> line.contains("sync("))
                    .count();
            assertThat(synced).isGreaterThanOrEqualTo(run.groups());
            book.noticed(synced + " fsyncs for " + run.groups() + " answered groups");
            book.add(run);
        }
        AppendedLog.read(url, book::expectNothingLost);
        book.close();
    }

    @Test
    @Tag("quick-faults")
    void whatIsBeyondTheQueueIsRefusedAndWhatWasTakenIsAnswered() throws Exception {
        FaultBook book = new FaultBook("five times as many as the queue holds");
        try (AppendRun run = start(5 * 256)) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> run.full() > 100 && run.answered().size() > 3_000);
            run.kill();
            book.noticed("refused " + run.full() + " times, to be sent again");
            book.add(run);
        }
        AppendedLog.read(url, book::expectNothingLost);
        book.close();
    }

    private void goOn(AppendRun run, FaultBook book) throws Exception {
        awaitMore(run, MEANWHILE);
        run.kill();
        book.add(run);
        AppendedLog.read(url, book::expectNothingLost);
    }

    private static void awaitMore(AppendRun run, int answers) {
        int before = run.answered().size();
        await().atMost(Duration.ofSeconds(60)).until(() -> run.answered().size() >= before + answers);
    }

    private static void signal(String name, AppendRun run) throws Exception {
        new ProcessBuilder("/bin/kill", "-" + name, Long.toString(run.program().pid()))
                .start()
                .waitFor();
    }

    private AppendRun start(int outstanding) {
        return AppendRun.start(List.of(), url, "run" + started++ + "-", outstanding, directory);
    }
}
