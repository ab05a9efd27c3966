package org.tallystick.ledger.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.Checkpoint;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.StrictJson;

/** A database that does not contain everything that was let out of it is never signed over. */
class RollbackGuardTest {
    private final LedgerFixture fixture = new LedgerFixture();
    private final List<LedgerBatcher> running = new ArrayList<>();
    private final Clock clock = Clock.systemUTC();

    @AfterEach
    void stop() {
        running.forEach(LedgerBatcher::stop);
        fixture.close();
    }

    @Test
    void anOlderDatabaseEndsTheLogAndNothingOfItIsSignedAgain() throws Exception {
        LedgerBatcher before = started(fixture.batcher());
        ShardTurnTest.get(ShardTurnTest.submit(before, 5));
        fixture.execute("SCRIPT TO '" + fixture.directory.resolve("backup.sql") + "'");
        ShardTurnTest.get(ShardTurnTest.submit(before, 5));
        LedgerLog forgotten = before.newKey(fixture.log).get(20, TimeUnit.SECONDS);
        before.stop();
        fixture.execute("DROP ALL OBJECTS");
        fixture.execute("RUNSCRIPT FROM '" + fixture.directory.resolve("backup.sql") + "'");
        LedgerBatcher after = started(fixture.batcher());

        LedgerPosition position =
                ShardTurnTest.get(ShardTurnTest.submit(after, 1)).get(0);

        assertThat(forgotten.shard()).endsWith("-2");
        assertThat(position.log().shard())
                .as("not the name of a log that the database has forgotten")
                .endsWith("-3");
        assertThat(fixture.shards.all())
                .extracting(LedgerShard::state)
                .containsExactly(ShardState.HALTED, ShardState.OPEN);
        assertThat(fixture.repository.head(1).size()).isEqualTo(5);
        assertThat(incidents()).containsExactly("ROLLED_BACK");
        assertThatThrownBy(() ->
                        fixture.guard("node").require(fixture.log, fixture.key.verifier(), fixture.repository.head(1)))
                .hasMessageContaining("The database has 5 entries")
                .hasMessageContaining("a signed checkpoint of 11 entries");
        assertThat(firstObject(position.log()).string("predecessorState")).isEqualTo("halted");
    }

    @Test
    void anotherHistoryOfTheSameLogIsFoundAlthoughItIsLonger() throws Exception {
        LedgerBatcher before = started(fixture.batcher(clock, "one", new LedgerTime(clock)));
        ShardTurnTest.get(ShardTurnTest.submit(before, 5));
        fixture.execute("SCRIPT TO '" + fixture.directory.resolve("backup.sql") + "'");
        ShardTurnTest.get(ShardTurnTest.submit(before, 2));
        before.stop();
        fixture.execute("DROP ALL OBJECTS");
        fixture.execute("RUNSCRIPT FROM '" + fixture.directory.resolve("backup.sql") + "'");
        // A node that lost its disk and has nobody to ask.
        fixture.execute("UPDATE ledger_checkpoint SET size = 0");
        try (Stream<Path> files = Files.list(fixture.directory.resolve("released"))) {
            files.toList().forEach(file -> file.toFile()
                    .renameTo(fixture.directory
                            .resolve(file.getFileName().toString())
                            .toFile()));
        }
        LedgerBatcher forgetful = started(fixture.batcher(clock, "two", new LedgerTime(clock)));
        ShardTurnTest.get(ShardTurnTest.submit(forgetful, 20));
        forgetful.stop();
        try (Stream<Path> files = Files.list(fixture.directory)) {
            files.filter(file -> file.toString().endsWith("@one")).toList().forEach(file -> file.toFile()
                    .renameTo(fixture.directory
                            .resolve("released")
                            .resolve(file.getFileName().toString())
                            .toFile()));
        }

        LedgerBatcher after = started(fixture.batcher(clock, "one", new LedgerTime(clock)));
        assertThat(ShardTurnTest.get(ShardTurnTest.submit(after, 1))
                        .get(0)
                        .log()
                        .shard())
                .endsWith("-2");
        assertThat(incidents()).containsExactly("ROLLED_BACK");
    }

    @Test
    void anEdgeThatWasChangedEndsTheLog() throws Exception {
        LedgerBatcher before = started(fixture.batcher());
        ShardTurnTest.get(ShardTurnTest.submit(before, 5));
        before.stop();
        fixture.execute("UPDATE ledger_edge SET data = X'" + "00".repeat(5 * 32) + "' WHERE level = 0");
        LedgerBatcher after = started(fixture.batcher());

        assertThat(ShardTurnTest.get(ShardTurnTest.submit(after, 1))
                        .get(0)
                        .log()
                        .id())
                .isEqualTo(2);
        assertThat(fixture.repository.head(1).size()).isEqualTo(5);
        assertThat(incidents()).containsExactly("DAMAGED");
    }

    @Test
    void whatIsReleasedIsOnDiskAndOneTornWriteLosesOnlyItself() throws Exception {
        ShardTurnTest.get(ShardTurnTest.submit(started(fixture.batcher()), 5));
        Path file;
        try (Stream<Path> files = Files.list(fixture.directory.resolve("released"))) {
            file = files.findFirst().orElseThrow();
        }
        assertThat(fixture.released("other").all(fixture.log, fixture.key.verifier()))
                .extracting(Checkpoint::size)
                .contains(5L);
        byte[] bytes = Files.readAllBytes(file);
        for (int i = 0; i < bytes.length; i += 50) {
            bytes[i] ^= 1;
        }
        Files.write(file, bytes);
        assertThat(fixture.released("other").all(fixture.log, fixture.key.verifier()))
                .isEmpty();
        assertThat(fixture.released("other").knows(fixture.log.origin())).isTrue();
    }

    private List<String> incidents() {
        return new IncidentRepository(fixture.repository)
                .open().stream().map(row -> row.incident().kind()).toList();
    }

    private JsonObject firstObject(LedgerLog log) {
        return StrictJson.parse(fixture.shards.object(log.id(), 0).orElseThrow(), StrictJson.Limits.UPLOAD);
    }

    private LedgerBatcher started(LedgerBatcher batcher) {
        running.add(batcher);
        fixture.start(batcher);
        return batcher;
    }
}
