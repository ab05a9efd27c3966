package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A server's rows for whoever may write to its database, past the product. */
record StoredRows(Connection connection) implements AutoCloseable {
    /** Only value of the only row that is needed. */
    String text(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).as(sql).isTrue();
            return rows.getString(1);
        }
    }

    long number(String sql) throws SQLException {
        return Long.parseLong(text(sql));
    }

    StoredRows withoutTriggersOf(String table) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("ALTER TABLE " + table + " DISABLE TRIGGER ALL");
        }
        return this;
    }

    /** Flips one bit of one row; the same again flips it back. */
    void flip(String table, String column, String row) throws SQLException {
        try (var statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("UPDATE %s SET %s = set_byte(%s, 60, get_byte(%s, 60) # 1) WHERE %s"
                            .formatted(table, column, column, column, row)))
                    .isEqualTo(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
