package org.tallystick.ledger.service;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The embedded database under a process that is killed, an operating system that refuses to write, and a full disk: after each
 * run a fresh process finds everything that was ever answered and goes on.
 */
class EmbeddedDatabaseFaultsTest {
    private static final List<Integer> SOME = List.of(7);
    private static final List<Integer> MANY = List.of(1, 2, 3, 4, 5, 6, 8, 10, 13, 17, 23, 31, 47, 71, 103, 151);

    /** Answers after which a fault that counts calls has come, if it ever does. */
    private static final int ENOUGH = 800;

    @TempDir
    private Path directory;

    private int started;

    @BeforeAll
    static void look() throws Exception {
        SystemCallFaults.requireStrace();
    }

    static Stream<Arguments> faults() {
        return Stream.of(SystemCallFaults.Kind.values())
                .flatMap(kind -> Stream.of(SystemCallFaults.SYNC, SystemCallFaults.WRITE)
                        .map(calls -> Arguments.of(kind, calls)));
    }

    @Test
    @Tag("quick-faults")
    void nothingAnsweredIsLostWhenTheDiskFails() throws Exception {
        run(SystemCallFaults.Kind.IO_ERROR, SystemCallFaults.SYNC, SOME);
    }

    @Test
    @Tag("quick-faults")
    void nothingAnsweredIsLostWhenTheProcessIsKilled() throws Exception {
        run(SystemCallFaults.Kind.KILLED, SystemCallFaults.WRITE, SOME);
    }

    @Tag("faults")
    @ParameterizedTest
    @MethodSource("faults")
    void nothingAnsweredIsLostAtAnyCall(SystemCallFaults.Kind kind, String calls) throws Exception {
        run(kind, calls, MANY);
    }

    private void run(SystemCallFaults.Kind kind, String calls, List<Integer> places) throws Exception {
        AppendedLog.prepare(url());
        FaultBook book = new FaultBook("H2: " + kind + " at " + calls);
        for (int nth : places) {
            try (AppendRun run = start(SystemCallFaults.strace(kind, calls, nth))) {
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> !run.isAlive() || run.answered().size() > ENOUGH);
                book.noticed(run.isAlive() ? "not reached" : run.unknown() > 0 ? "outcome unknown" : "process ended");
                run.kill();
                book.add(run);
            }
            expectAll(book);
        }
        try (AppendRun run = start(List.of())) {
            await().atMost(Duration.ofSeconds(30)).until(() -> run.answered().size() > 100);
            run.kill();
            book.add(run);
        }
        expectAll(book);
        book.close();
    }

    private AppendRun start(List<String> wrapper) {
        return AppendRun.start(wrapper, url(), "run" + started++ + "-", 4, directory.resolve("errors.log"));
    }

    private void expectAll(FaultBook book) throws Exception {
        AppendedLog.read(url(), book::expectNothingLost);
    }

    private String url() {
        return "jdbc:h2:file:" + directory.resolve("db") + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
    }
}
