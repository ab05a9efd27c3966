package org.tallystick.ledger.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
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

    @Test
    @Tag("quick-faults")
    void everyAnsweredGroupIsSyncedToTheDisk() throws Exception {
        AppendedLog.prepare(url(), directory);
        FaultBook book = new FaultBook("H2: fsyncs counted");
        Path calls = directory.resolve("calls");
        try (AppendRun run = start(SystemCallFaults.write(SystemCallFaults.SYNC, calls))) {
            await().atMost(Duration.ofSeconds(60)).until(() -> run.answered().size() > 200);
            run.kill();
            long synced = Files.readAllLines(calls).size();
            assertThat(synced).isGreaterThanOrEqualTo(run.groups());
            book.noticed(synced + " fsyncs for " + run.groups() + " answered groups");
            book.add(run);
        }
        expectAll(book);
        book.close();
    }

    @Test
    @Tag("quick-faults")
    void aFullDiskLosesNothing() throws Exception {
        AppendedLog.prepare(url(), directory);
        FaultBook book = new FaultBook("H2: no room for the file to grow");
        long size = Files.size(directory.resolve("db.mv.db"));
        try (AppendRun run = start(SystemCallFaults.fileSizeLimit(size + 200_000))) {
            await().atMost(Duration.ofSeconds(60)).until(() -> !run.isAlive() || run.unknown() > 20);
            run.kill();
            book.add(run);
            book.noticed("outcome unknown");
        }
        expectAll(book);
        goOn(book);
        book.close();
    }

    private void run(SystemCallFaults.Kind kind, String calls, List<Integer> places) throws Exception {
        AppendedLog.prepare(url(), directory);
        FaultBook book = new FaultBook("H2: " + kind + " at " + calls);
        int reached = 0;
        for (int nth : places) {
            try (AppendRun run = start(SystemCallFaults.strace(kind, calls, nth))) {
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> !run.isAlive() || run.answered().size() > ENOUGH);
                reached += run.isAlive() && run.unknown() == 0 ? 0 : 1;
                book.noticed(run.unknown() > 0 ? "outcome unknown" : run.isAlive() ? "not reached" : "process ended");
                run.kill();
                book.add(run);
            }
            expectAll(book);
        }
        goOn(book);
        book.close();
        assertThat(reached).as("faults that came").isPositive();
    }

    /** After it all, a process in health. */
    private void goOn(FaultBook book) throws Exception {
        try (AppendRun run = start(List.of())) {
            await().atMost(Duration.ofSeconds(60)).until(() -> run.answered().size() > 100);
            run.kill();
            book.add(run);
        }
        expectAll(book);
    }

    private AppendRun start(List<String> wrapper) {
        return AppendRun.start(wrapper, url(), "run" + started++ + "-", 4, directory);
    }

    private void expectAll(FaultBook book) throws Exception {
        AppendedLog.read(url(), book::expectNothingLost);
    }

    private String url() {
        return "jdbc:h2:file:" + directory.resolve("db") + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
    }
}
