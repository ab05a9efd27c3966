package org.tallystick.shared.service;

import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.tallystick.shared.CopyRows;
import org.tallystick.shared.TableRow;

/**
 * Inserts many rows into one table, in the caller's transaction. PostgreSQL gets them as one binary {@code COPY}, which costs it and the
 * driver a fraction of what statements cost (LIMITS.md); a few rows, and other databases, get a JDBC batch. Either way all rows are in, or
 * none is and the transaction is broken; a violated unique key has the same SQL state.
 *
 * <p>Immutable; one for each table, for all threads.
 */
public final class BulkRepository {
    /** Below it the round trips of a COPY cost more than it saves. */
    private static final int FEW = 4;

    /** Bytes that are handed on together: a group's receipts as a whole would take megabytes. */
    private static final int AT_ONCE = 48 << 10;

    private final String statement;
    private final String copy;
    private final int columns;

    /** Writes one item's values. */
    @FunctionalInterface
    public interface Binder<T> {
        void bind(TableRow row, T item) throws SQLException;
    }

    private BulkRepository(String table, List<String> columns) {
        String names = table + " (" + String.join(", ", columns) + ")";
        this.statement = "INSERT INTO " + names + " VALUES ("
                + String.join(", ", Collections.nCopies(columns.size(), "?")) + ")";
        this.copy = "COPY " + names + " FROM STDIN (FORMAT BINARY)";
        this.columns = columns.size();
    }

    /** @param columns their names, parted by commas */
    public static BulkRepository into(String table, String columns) {
        return new BulkRepository(table, List.of(columns.split(",\\s*")));
    }

    /** @throws SQLException whatever the database says; the transaction can only be rolled back then, as after whatever the binder throws */
    public <T> void insert(Connection connection, List<T> items, Binder<T> binder) throws SQLException {
        if (items.isEmpty()) {
            return;
        }
        if (items.size() >= FEW && connection.isWrapperFor(PGConnection.class)) {
            copy(connection.unwrap(PGConnection.class), items, binder);
        } else {
            batch(connection, items, binder);
        }
    }

    private <T> void copy(PGConnection connection, List<T> items, Binder<T> binder) throws SQLException {
        CopyRows rows = new CopyRows(columns);
        CopyIn in = connection.getCopyAPI().copyIn(copy);
        try {
            for (T item : items) {
                binder.bind(rows.row(), item);
                if (rows.length() >= AT_ONCE) {
                    in.writeToCopy(rows.array(), 0, rows.length());
                    rows.handedOn();
                }
            }
            rows.end();
            in.writeToCopy(rows.array(), 0, rows.length());
            in.endCopy();
        } finally {
            if (in.isActive()) {
                in.cancelCopy();
            }
        }
    }

    private <T> void batch(Connection connection, List<T> items, Binder<T> binder) throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement(statement)) {
            for (T item : items) {
                binder.bind(new BatchRow(prepared), item);
                prepared.addBatch();
            }
            prepared.executeBatch();
        }
    }

    /** Sets a statement's parameters one after the other. */
    private static final class BatchRow implements TableRow {
        private final PreparedStatement statement;
        private int at;

        BatchRow(PreparedStatement statement) {
            this.statement = statement;
        }

        @Override
        public BatchRow text(@Nullable String value) throws SQLException {
            statement.setString(++at, value);
            return this;
        }

        @Override
        public BatchRow number(long value) throws SQLException {
            statement.setLong(++at, value);
            return this;
        }

        @Override
        public BatchRow number(@Nullable Long value) throws SQLException {
            if (value == null) {
                statement.setNull(++at, Types.BIGINT);
                return this;
            }
            return number(value.longValue());
        }

        @Override
        public BatchRow integer(int value) throws SQLException {
            statement.setInt(++at, value);
            return this;
        }

        @Override
        public BatchRow small(int value) throws SQLException {
            statement.setInt(++at, value);
            return this;
        }

        @Override
        public BatchRow flag(boolean value) throws SQLException {
            statement.setBoolean(++at, value);
            return this;
        }

        @Override
        public BatchRow bytes(byte @Nullable [] value) throws SQLException {
            statement.setBytes(++at, value);
            return this;
        }

        @Override
        public BatchRow date(LocalDate value) throws SQLException {
            statement.setDate(++at, Date.valueOf(value));
            return this;
        }
    }
}
