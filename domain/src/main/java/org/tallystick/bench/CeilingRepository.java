package org.tallystick.bench;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The one table of the ceiling: receipts and leaf hashes by index, group by group, each committed and on disk when {@link #insert}
 * returns. PostgreSQL gets a group as a binary COPY, which costs least of what it offers (LIMITS.md); H2 as a batch, followed by the
 * statement that syncs. The table is dropped at the end. Not thread-safe.
 */
final class CeilingRepository implements AutoCloseable {
    private static final String TABLE = "bench_ceiling";
    private static final byte[] SIGNATURE = "PGCOPY\n\u00ff\r\n\0".getBytes(StandardCharsets.ISO_8859_1);

    private final Connection connection;
    private final Optional<CopyIn> copy;

    /** A receipt and its leaf. */
    record Row(byte[] stored, byte[] leafHash) {}

    /** Of PostgreSQL's driver, which this program is not compiled against. */
    private record CopyIn(Object manager, Method method) {
        void accept(String statement, byte[] rows) throws SQLException {
            try {
                method.invoke(manager, statement, new ByteArrayInputStream(rows));
            } catch (InvocationTargetException e) {
                throw new SQLException(e.getCause());
            } catch (IllegalAccessException e) {
                throw new SQLException(e);
            }
        }
    }

    private CeilingRepository(Connection connection, Optional<CopyIn> copy) {
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
                    connection, database.embedded() ? Optional.empty() : Optional.of(copyIn(connection)));
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

    private static CopyIn copyIn(Connection connection) throws SQLException {
        try {
            Class<?> type = Class.forName(
                    "org.postgresql.PGConnection", true, connection.getClass().getClassLoader());
            Object manager = type.getMethod("getCopyAPI").invoke(connection.unwrap(type));
            return new CopyIn(manager, manager.getClass().getMethod("copyIn", String.class, InputStream.class));
        } catch (ReflectiveOperationException e) {
            throw new SQLException("PostgreSQL's driver does not know COPY", e);
        }
    }

    /** @param first index of the first row */
    void insert(long first, List<Row> rows) throws SQLException {
        if (copy.isPresent()) {
            copy.get().accept("COPY " + TABLE + " FROM STDIN (FORMAT BINARY)", binary(first, rows));
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

    /** As PostgreSQL's manual has it (COPY, Binary Format). */
    private static byte[] binary(long first, List<Row> rows) throws SQLException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(rows.size() * 3_000 + 64);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.write(SIGNATURE);
            out.writeLong(0);
            long seq = first;
            for (Row row : rows) {
                out.writeShort(3);
                out.writeInt(Long.BYTES);
                out.writeLong(seq++);
                out.writeInt(row.stored().length);
                out.write(row.stored());
                out.writeInt(row.leafHash().length);
                out.write(row.leafHash());
            }
            out.writeShort(-1);
        } catch (IOException e) {
            throw new SQLException(e);
        }
        return bytes.toByteArray();
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
