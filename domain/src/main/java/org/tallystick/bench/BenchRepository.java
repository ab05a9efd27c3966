package org.tallystick.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a run reads of and writes to its server's database, past the server. Not thread-safe. */
final class BenchRepository implements AutoCloseable {
    private final Connection connection;
    private final Statement statement;

    BenchRepository(Connection connection) throws SQLException {
        this.connection = connection;
        this.statement = connection.createStatement();
    }

    /** The columns of every row as PostgreSQL writes them; empty for null. */
    List<List<String>> list(String sql) throws SQLException {
        try (ResultSet found = statement.executeQuery(sql)) {
            int columns = found.getMetaData().getColumnCount();
            List<List<String>> rows = new ArrayList<>();
            while (found.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= columns; column++) {
                    row.add(Optional.ofNullable(found.getString(column)).orElse(""));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    /** The only value of the only row; 0 for none. */
    long number(String sql) throws SQLException {
        return list(sql).stream()
                .map(row -> row.get(0))
                .filter(value -> !value.isEmpty())
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElse(0);
    }

    /** @throws SQLException also if there is no row */
    String text(String sql) throws SQLException {
        return list(sql).stream()
                .map(row -> row.get(0))
                .findFirst()
                .orElseThrow(() -> new SQLException("there is no row: " + sql));
    }

    /** Number of the log that {@link BenchShop}'s institution sells into. */
    int openLog() throws SQLException {
        return (int) number("SELECT l.log_id FROM ledger_log l JOIN ledger_head h ON h.log_id = l.log_id"
                + " WHERE l.acquirer = '" + BenchShop.ACQUIRER + "' AND h.state = 'OPEN'");
    }

    void execute(String sql) throws SQLException {
        statement.execute(sql);
    }

    /**
     * Inserts or changes rows.
     *
     * @param each the values of one after the other
     * @throws SQLException also if any of them touches no row
     */
    void change(String sql, List<List<Object>> each) throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement(sql)) {
            for (List<Object> values : each) {
                for (int i = 0; i < values.size(); i++) {
                    prepared.setObject(i + 1, values.get(i));
                }
                prepared.addBatch();
            }
            for (int touched : prepared.executeBatch()) {
                if (touched == 0) {
                    throw new SQLException("somebody else has changed what is filled: " + sql);
                }
            }
        }
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }
}
