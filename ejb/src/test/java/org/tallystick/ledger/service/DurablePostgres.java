package org.tallystick.ledger.service;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.awaitility.Awaitility;

/** A real PostgreSQL as it is run in earnest: what is committed is on disk. It may be killed and comes back by itself. */
final class DurablePostgres implements AutoCloseable {
    private final EmbeddedPostgres server;
    private final Path data;

    private DurablePostgres(EmbeddedPostgres server, Path data) {
        this.server = server;
        this.data = data;
    }

    static DurablePostgres start(Path data) throws IOException {
        // The library switches both off. It also waits for a minute when it stops a server that was killed.
        return new DurablePostgres(
                EmbeddedPostgres.builder()
                        .setDataDirectory(data)
                        .setPGStartupWait(Duration.ofMinutes(1))
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("restart_after_crash", "on")
                        .start(),
                data);
    }

    String url() {
        return server.getJdbcUrl("postgres", "postgres");
    }

    /** The server's first process, whose children do the work. */
    long pid() throws IOException {
        return Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
    }

    /** Ends, as a lack of memory would, a process that works for somebody else than this test. */
    void killBackend() throws SQLException {
        try (Connection connection = AppendedLog.source(url()).getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pid FROM pg_stat_activity"
                        + " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() LIMIT 1")) {
            if (!row.next()) {
                throw new IllegalStateException("nobody is connected");
            }
            ProcessHandle.of(row.getLong(1)).orElseThrow().destroyForcibly();
        }
    }

    /** Returns when it answers again. */
    void awaitAnswer() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(this::answers);
    }

    private boolean answers() {
        try (Connection connection = AppendedLog.source(url()).getConnection()) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
