package org.tallystick.ledger.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcConnectionPool;
import org.tallystick.ledger.NoteSigner;
import org.tallystick.ledger.ReleasedCheckpoint;
import org.tallystick.shared.Sha256;
import org.tallystick.shared.service.DatabaseCluster;
import org.tallystick.shared.service.FixedSettings;
import org.tallystick.shared.service.Settings;

/** A log on an in-memory database with the real migrations. */
final class LedgerFixture implements AutoCloseable {
    final JdbcConnectionPool dataSource = JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID(), "sa", "");
    final LogRepository repository = new LogRepository();
    final NoteSigner key = NoteSigner.fromSeed("test.example/ledger/48023310/2026q4", Sha256.of(new byte[] {1}));
    final LedgerLog log = new LedgerLog(
            1,
            "test.example/ledger/48023310/2026q4",
            "48023310",
            "2026q4",
            key.verifier().vkey());

    LedgerFixture() {
        Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:db/migration/common", "classpath:db/migration/h2")
                .load()
                .migrate();
        repository.dataSource = dataSource;
        repository.create(log);
    }

    LedgerBatcher batcher() {
        return batcher(Clock.systemUTC());
    }

    LedgerBatcher batcher(Clock clock) {
        var tuning = new LedgerBatcher.Tuning(Duration.ofMillis(1), 256, 10_000);
        return new LedgerBatcher(
                log, key, guard(released()), new LedgerBatcher.Environment(dataSource, clock, Runnable::run, tuning));
    }

    /** Of a node that has this file. */
    LedgerBatcher batcher(ReleasedCheckpoint released) {
        var tuning = new LedgerBatcher.Tuning(Duration.ofMillis(1), 256, 10_000);
        return new LedgerBatcher(
                log,
                key,
                guard(released),
                new LedgerBatcher.Environment(dataSource, Clock.systemUTC(), Runnable::run, tuning));
    }

    private AppendGuard guard(ReleasedCheckpoint released) {
        Settings alone = FixedSettings.of(Map.of("tallystick.cluster", "false"));
        return new AppendGuard(new DatabaseCluster(alone), released, new DatabaseTileSource(repository, 1));
    }

    /** Of a node that has signed nothing yet. */
    private static ReleasedCheckpoint released() {
        try {
            return ReleasedCheckpoint.open(Files.createTempDirectory("released"), "log");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Thread start(LedgerBatcher batcher) {
        Thread thread = new Thread(batcher, "batcher");
        thread.start();
        return thread;
    }

    void execute(String sql) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        dataSource.dispose();
    }
}
