package org.tallystick.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.tallystick.shared.CopyRows;

/**
 * The one table of the ceiling: receipts and leaf hashes by index, group by group, each committed and on disk when {@link #insert}
 * returns. PostgreSQL gets a group as a binary COPY, which costs least of what it offers (LIMITS.md); H2 as a batch, followed by the
 * statement that syncs. The table is dropped at the end. Not thread-safe.
 */
final class CeilingRepository implements AutoCloseable {
    private static final String TABLE = "bench_ceiling";

    private final Connection connection;
    private final Optional<PostgresCopy> copy;

    /** A receipt and its leaf. */
    record Row(byte[] stored, byte[] leafHash) {}

    private CeilingRepository(Connection connection, Optional<PostgresCopy> copy) {
        this.connection = connection;
        this.copy = copy;
    }

    static CeilingRepository create(JdbcDrivers drivers, BenchDatabase database) throws SQLException {
        Connection connection = drivers.connect(database.jdbcUrl(), database.user(), database.password());
        try {
            execute(connection, "DROP TABLE IF EXISTS " + TABLE);
            execute(
                    connection,
                    "CREATE TABLE " + TABLE
                            + " (seq BIGINT PRIMARY KEY, stored BYTEA NOT NULL, leaf_hash BYTEA NOT NULL)");
            connection.setAutoCommit(false);
            return new CeilingRepository(
                    connection, database.embedded() ? Optional.empty() : Optional.of(PostgresCopy.of(connection)));
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Of the process that all processes of a PostgreSQL come from, if it is on this machine. */
    static OptionalLong postmaster(JdbcDrivers drivers, BenchDatabase database) throws SQLException {
        try (Connection connection = drivers.connect(database.jdbcUrl(), database.user(), database.password());
                Statement statement = connection.createStatement();
                var row = statement.executeQuery("SELECT pg_backend_pid()")) {
            long own = row.next() ? row.getLong(1) : 0;
            return ProcessTimes.isCalled(own, "postgres") ? ProcessTimes.parent(own) : OptionalLong.empty();
        }
    }

    /**
     * Everything is written to its tables, and the files of the write-ahead log can be written again. A young PostgreSQL makes them anew,
     * 16 MB of zeros in the middle of a commit and all of them synced, so that every few thousand receipts everybody waits.
     */
    static void checkpoint(JdbcDrivers drivers, BenchDatabase database) throws SQLException {
        try (Connection connection = drivers.connect(database.jdbcUrl(), database.user(), database.password())) {
            execute(connection, "CHECKPOINT");
        }
    }

    /** @param first index of the first row */
    void insert(long first, List<Row> rows) throws SQLException {
        if (copy.isPresent()) {
            copy.get().into(TABLE, copyRows(first, rows));
            connection.commit();
        } else {
            batch(first, rows);
            connection.commit();
            execute(connection, "CHECKPOINT SYNC");
        }
    }

    private void batch(long first, List<Row> rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("INSERT INTO " + TABLE + " VALUES (?, ?, ?)")) {
            long seq = first;
            for (Row row : rows) {
                statement.setLong(1, seq++);
                statement.setBytes(2, row.stored());
                statement.setBytes(3, row.leafHash());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static CopyRows copyRows(long first, List<Row> rows) {
        CopyRows copied = new CopyRows(3);
        long seq = first;
        for (Row row : rows) {
            copied.row().number(seq++).bytes(row.stored()).bytes(row.leafHash());
        }
        return copied;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            connection.rollback();
            connection.setAutoCommit(true);
            execute(connection, "DROP TABLE IF EXISTS " + TABLE);
        }
    }
}
