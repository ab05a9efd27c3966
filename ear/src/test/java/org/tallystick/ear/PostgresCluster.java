package org.tallystick.ear;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * PostgreSQL servers that began as one: a primary, standbys that really copy it, each in a directory and on a port of its own. They are ended
 * and exchanged as an operator, or a power cut, would.
 */
final class PostgresCluster implements AutoCloseable {
    private final Path base;
    private final Map<String, Integer> ports = new LinkedHashMap<>();
    private final Map<String, EmbeddedPostgres> running = new LinkedHashMap<>();

    /** @param names of the servers that clients are told of; the files of the first one are made */
    PostgresCluster(String name, List<String> names) throws IOException {
        base = ServerDirectory.forTests(name);
        ServerDirectory.delete(base);
        Files.createDirectories(base);
        for (String one : names) {
            ports.put(one, Ports.free());
        }
        launch(names.get(0)).close();
    }

    /** Which standbys a server that does not run waits for, and whatever is cloned from it. */
    void require(String name, String standbys) throws IOException {
        configure(name, "synchronous_standby_names = '" + standbys + "'\n");
    }

    void startPrimary(String name) throws IOException {
        running.put(name, launch(name));
    }

    /** Starts it as a standby of whichever of these is the primary. @param of names with commas */
    void startStandby(String name, String of) throws IOException {
        startStandbyAs(name, name, of);
    }

    /** @param called what the primary knows it by */
    void startStandbyAs(String name, String called, String of) throws IOException {
        String hosts = List.of(of.split(",")).stream().map(one -> "localhost").collect(Collectors.joining(","));
        String numbers = List.of(of.split(",")).stream()
                .map(one -> Integer.toString(ports.get(one)))
                .collect(Collectors.joining(","));
        configure(
                name,
                "primary_conninfo = 'user=postgres application_name=%s host=%s port=%s target_session_attrs=primary'\n"
                        .formatted(called, hosts, numbers));
        Path signal = directory(name).resolve("standby.signal");
        if (Files.notExists(signal)) {
            Files.createFile(signal);
        }
        running.put(name, launch(name));
    }

    /** A copy of a server that does not run, to be its standby. */
    void clone(String stopped, String name) throws IOException {
        if (!ports.containsKey(name)) {
            ports.put(name, Ports.free());
        }
        copy(directory(stopped), directory(name));
    }

    /** A base backup of a server that runs, as pg_basebackup makes it; it can be started as a server of its own. */
    void backup(String name, String copy) throws IOException, SQLException {
        try (Connection connection = connect(name, "postgres");
                var statement = connection.createStatement()) {
            statement.execute("SELECT pg_backup_start('drill', true)");
            copy(directory(name), directory(copy));
            try (var row = statement.executeQuery("SELECT labelfile FROM pg_backup_stop(false)")) {
                row.next();
                Files.writeString(directory(copy).resolve("backup_label"), row.getString(1));
            }
        }
        // What was written meanwhile, up to the end of the backup.
        ServerDirectory.delete(directory(copy).resolve("pg_wal"));
        copy(directory(name).resolve("pg_wal"), directory(copy).resolve("pg_wal"));
    }

    /** Makes the product's role, which sees standbys, and an empty database of it. */
    void createDatabase(String primary, String name) throws SQLException {
        execute(primary, "CREATE ROLE " + Postgres.ROLE);
        execute(primary, "GRANT pg_read_all_stats TO " + Postgres.USER);
        execute(primary, "CREATE DATABASE " + name + " OWNER " + Postgres.USER);
    }

    /** How nodes find the primary among all that were named at first. */
    Map<String, String> database(String name, List<String> among) {
        String hosts = among.stream().map(one -> "localhost:" + ports.get(one)).collect(Collectors.joining(","));
        return Postgres.settings("jdbc:postgresql://" + hosts + "/" + name
                + "?reWriteBatchedInserts=true&targetServerType=primary&connectTimeout=3&tcpKeepAlive=true");
    }

    Connection connect(String name, String database) throws SQLException {
        return running.get(name).getDatabase("postgres", database).getConnection();
    }

    /** The only value of the only row. */
    long ask(String name, String database, String sql) throws SQLException {
        try (StoredRows rows = new StoredRows(connect(name, database))) {
            return rows.number(sql);
        }
    }

    /** How much a standby has of what was ever written, in bytes; comparable among standbys of one primary. */
    long received(String standby) throws SQLException {
        return ask(
                standby,
                "postgres",
                "SELECT pg_wal_lsn_diff(GREATEST(pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn()), '0/0')::bigint");
    }

    void promote(String name) throws SQLException {
        execute(name, "SELECT pg_promote(true, 60)");
    }

    void stop(String name) throws IOException {
        running.remove(name).close();
    }

    /** What a power cut would do. Returns when its first process is gone, with which the others end. */
    void kill(String name) throws Exception {
        String pid = Files.readAllLines(directory(name).resolve("postmaster.pid"))
                .get(0)
                .strip();
        ProcessHandle postmaster = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
        postmaster.destroyForcibly();
        postmaster.onExit().get(30, TimeUnit.SECONDS);
        running.remove(name);
    }

    private void execute(String name, String sql) throws SQLException {
        try (Connection connection = connect(name, "postgres");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private EmbeddedPostgres launch(String name) throws IOException {
        return Postgres.durable()
                .setDataDirectory(directory(name))
                .setCleanDataDirectory(false)
                .setPort(ports.get(name))
                .setServerConfig("max_connections", "60")
                .setServerConfig("wal_retrieve_retry_interval", "200ms")
                .start();
    }

    private Path directory(String name) {
        return base.resolve(name);
    }

    /** The last of several lines about one setting counts. */
    private void configure(String name, String lines) throws IOException {
        Files.writeString(
                directory(name).resolve("postgresql.auto.conf"),
                lines,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var paths = Files.walk(from)) {
            for (Path path : paths.toList()) {
                String name = path.getFileName().toString();
                if (!name.equals("postmaster.pid") && !name.equals("epg-lock")) {
                    Files.copy(path, to.resolve(from.relativize(path).toString()), StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
        Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rwx------"));
    }

    @Override
    public void close() {
        for (EmbeddedPostgres server : running.values()) {
            try {
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
