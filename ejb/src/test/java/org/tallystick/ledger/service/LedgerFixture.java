package org.tallystick.ledger.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.tallystick.ledger.NoteSigner;
import org.tallystick.shared.service.DatabaseCluster;
import org.tallystick.shared.service.FixedSettings;
import org.tallystick.shared.service.Migrations;

/** A log on an in-memory database with the real migrations, its keys and what it released in a directory of its own. */
final class LedgerFixture implements AutoCloseable {
    static final String HOST = "test.example";
    static final String ACQUIRER = "48023310";
    static final Instant IN_FOURTH_QUARTER = Instant.parse("2026-11-29T12:00:00Z");

    final JdbcConnectionPool dataSource = JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID(), "sa", "");
    final LogRepository repository = new LogRepository();
    final ShardRepository shards = new ShardRepository(repository);
    final Path directory = temporary();
    final LogKeys keys = new LogKeys(directory.resolve("keys"));
    final LedgerLog log;
    final NoteSigner key;
    final List<LedgerLog> ended = new CopyOnWriteArrayList<>();

    LedgerFixture() {
        Migrations.migrate(dataSource);
        repository.dataSource = dataSource;
        log = turns().first(1, ACQUIRER, Clock.systemUTC().millis());
        key = keys.of(log);
        repository.create(log);
    }

    LedgerBatcher batcher() {
        return batcher(Clock.systemUTC());
    }

    LedgerBatcher batcher(Clock clock) {
        return batcher(clock, "node", new LedgerTime(clock));
    }

    /** Appends as a node of this name would that has just been started. */
    LedgerBatcher batcher(Clock clock, String node, LedgerTime time) {
        var tuning = new LedgerBatcher.Tuning(Duration.ofMillis(1), 256, 10_000);
        LedgerLog open = shards.open(ACQUIRER).orElseThrow();
        return new LedgerBatcher(
                ShardTurn.Shard.of(open, keys),
                new LedgerBatcher.Environment(
                        repository,
                        clock,
                        time,
                        Runnable::run,
                        tuning,
                        keys,
                        turns(),
                        guard(node),
                        alone(),
                        new ReentrantLock(),
                        ended::add));
    }

    /** A node's that has just been started, on this log through another way to the same database. */
    LedgerBatcher batcher(DataSource source, Executor completer) {
        return AppendedLog.batcher(
                source,
                directory,
                "node",
                new AppendedLog.Tuned(completer, new LedgerBatcher.Tuning(Duration.ZERO, 256, 1_000)));
    }

    RollbackGuard guard(String node) {
        return new RollbackGuard(
                released(node),
                repository,
                new Witnesses(FixedSettings.of(Map.of()), repository, Duration.ofSeconds(1)),
                true);
    }

    /** The only node on its database. */
    static DatabaseCluster alone() {
        return new DatabaseCluster(FixedSettings.of(Map.of("tallystick.cluster", "false")));
    }

    ReleasedCheckpoints released(String node) {
        return new ReleasedCheckpoints(directory.resolve("released"), node);
    }

    LedgerFiles files() {
        return new LedgerFiles(null, repository, shards, guard("node"), null, null);
    }

    private ShardTurn turns() {
        return new ShardTurn(keys, released("node"), HOST);
    }

    Thread start(LedgerBatcher batcher) {
        Thread thread = new Thread(batcher, "batcher");
        thread.start();
        return thread;
    }

    void execute(String sql) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("ledger");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        dataSource.dispose();
        try (Stream<Path> all = Files.walk(directory)) {
            all.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
