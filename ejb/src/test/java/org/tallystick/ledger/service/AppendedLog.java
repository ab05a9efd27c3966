package org.tallystick.ledger.service;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.postgresql.ds.PGSimpleDataSource;
import org.tallystick.shared.service.FixedSettings;
import org.tallystick.shared.service.Migrations;

/** The log that {@link AppendProgram}s append to: a database with the real migrations, and a directory with keys and what was released. */
final class AppendedLog {
    static final String ACQUIRER = "48023310";
    private static final String HOST = "test.example";

    private AppendedLog() {}

    static DataSource source(String url) {
        if (url.startsWith("jdbc:h2:")) {
            return JdbcConnectionPool.create(url, "sa", "");
        }
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setConnectTimeout(2);
        source.setSocketTimeout(10);
        return source;
    }

    /** Makes tables and log where there are none. */
    static void prepare(String url, Path directory) {
        LogRepository repository = repository(url);
        Migrations.migrate(repository.dataSource);
        OnceWriter.createTable(repository.dataSource);
        LogKeys keys = keys(directory);
        ShardTurn turns = new ShardTurn(keys, released(directory, "first"), HOST);
        repository.create(turns.first(1, ACQUIRER, Clock.systemUTC().millis()));
        close(repository.dataSource);
    }

    /** A node's batcher of this log. */
    static LedgerBatcher batcher(DataSource source, Path directory, String node, Tuned tuned) {
        LogRepository repository = new LogRepository();
        repository.dataSource = source;
        LogKeys keys = keys(directory);
        ReleasedCheckpoints released = released(directory, node);
        Witnesses witnesses = new Witnesses(FixedSettings.of(Map.of()), repository, Duration.ofSeconds(1));
        LedgerLog open = new ShardRepository(repository).open(ACQUIRER).orElseThrow();
        return new LedgerBatcher(
                ShardTurn.Shard.of(open, keys),
                new LedgerBatcher.Environment(
                        repository,
                        Clock.systemUTC(),
                        new LedgerTime(Clock.systemUTC()),
                        tuned.completer(),
                        tuned.tuning(),
                        keys,
                        new ShardTurn(keys, released, HOST),
                        new RollbackGuard(released, repository, witnesses, false),
                        LedgerFixture.alone(),
                        new ReentrantLock(),
                        ended -> {}));
    }

    /** What differs between tests: who hands answers out, and how groups are made. */
    record Tuned(Executor completer, LedgerBatcher.Tuning tuning) {}

    /** Reads what is stored, and lets go of the database. */
    static void read(String url, Reading reading) throws Exception {
        LogRepository repository = repository(url);
        try {
            reading.read(StoredLog.read(repository, 1));
        } finally {
            close(repository.dataSource);
        }
    }

    /** What is done with it. */
    interface Reading {
        void read(StoredLog log) throws Exception;
    }

    private static LogRepository repository(String url) {
        LogRepository repository = new LogRepository();
        repository.dataSource = source(url);
        return repository;
    }

    private static LogKeys keys(Path directory) {
        return new LogKeys(directory.resolve("keys"));
    }

    private static ReleasedCheckpoints released(Path directory, String node) {
        return new ReleasedCheckpoints(directory.resolve("released"), node);
    }

    private static void close(DataSource source) {
        if (source instanceof JdbcConnectionPool pool) {
            pool.dispose();
        }
    }
}
