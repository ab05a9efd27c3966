package org.tallystick.ear;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;

/** A PostgreSQL server beside the tests, empty at first, on a port of its own. */
public final class Postgres implements AutoCloseable {
    /** The product's role. */
    static final String USER = "tallystick";

    private static final String PASSWORD = "a password for tests";
    /** The same with what it signs in by, as SQL makes it. */
    static final String ROLE = USER + " LOGIN PASSWORD '" + PASSWORD + "'";

    private final EmbeddedPostgres server;

    private Postgres(EmbeddedPostgres server) {
        this.server = server;
    }

    public static Postgres start() {
        try {
            return new Postgres(durable().start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes a database owned by the product's role and tells a {@link ServerProcess} where it is. */
    public Map<String, String> database(String name) {
        try (var connection = administrator().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(
                    "DO $$ BEGIN CREATE ROLE " + ROLE + "; EXCEPTION WHEN duplicate_object THEN NULL; END $$");
            statement.execute("CREATE DATABASE " + name + " OWNER " + USER);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return settings(url(name));
    }

    /** What tells a {@link ServerProcess} of a database that the product's role owns. */
    static Map<String, String> settings(String url) {
        return Map.of(
                "TALLYSTICK_DB_DRIVER",
                "postgresql",
                "TALLYSTICK_DB_URL",
                url,
                "TALLYSTICK_DB_USER",
                USER,
                "TALLYSTICK_DB_PASSWORD",
                PASSWORD);
    }

    /** The library switches both off; durability is what we test and measure. */
    static EmbeddedPostgres.Builder durable() {
        return EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(1))
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on");
    }

    public Connection connect(String database) throws SQLException {
        return server.getDatabase("postgres", database).getConnection();
    }

    public DataSource administrator() {
        return server.getPostgresDatabase();
    }

    private String url(String database) {
        return "jdbc:postgresql://localhost:" + server.getPort() + "/" + database + "?reWriteBatchedInserts=true";
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
