package org.tallystick.coverage.service;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGStatement;
import org.tallystick.shared.service.BulkRepository;

/** Runs the queries of this package, in the caller's transaction where there is one. */
@ApplicationScoped
class RowRepository {
    @Resource(lookup = "java:jboss/datasources/Tallystick")
    DataSource dataSource;

    @FunctionalInterface
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    <T> List<T> list(String sql, List<?> values, Row<T> row) {
        return with(sql, statement -> {
            bind(statement, values);
            try (ResultSet result = statement.executeQuery()) {
                List<T> rows = new ArrayList<>();
                while (result.next()) {
                    rows.add(row.read(result));
                }
                return rows;
            }
        });
    }

    <T> Optional<T> first(String sql, List<?> values, Row<T> row) {
        return list(sql, values, row).stream().findFirst();
    }

    long count(String sql, List<?> values) {
        return list(sql, values, row -> row.getLong(1)).get(0);
    }

    /** How many rows were changed. */
    int change(String sql, List<?> values) {
        return with(sql, statement -> {
            bind(statement, values);
            return statement.executeUpdate();
        });
    }

    <T> void insertAll(BulkRepository into, List<T> items, BulkRepository.Binder<T> binder) {
        try (Connection connection = dataSource.getConnection()) {
            into.insert(connection, items, binder);
        } catch (SQLException e) {
            throw unusable(e);
        }
    }

    /** How many rows each set of values changed. */
    int[] changeAll(String sql, List<? extends List<?>> all) {
        if (all.isEmpty()) {
            return new int[0];
        }
        return with(sql, statement -> {
            if (statement.isWrapperFor(PGStatement.class)) {
                // The pool has each statement planned anew; here one plan serves a thousand rows.
                statement.unwrap(PGStatement.class).setPrepareThreshold(1);
            }
            for (List<?> values : all) {
                bind(statement, values);
                statement.addBatch();
            }
            return statement.executeBatch();
        });
    }

    /**
     * One statement for all sets of values, on PostgreSQL.
     *
     * @param sql takes an array of text for each column, which it casts
     * @return false on other databases, where nothing was done
     */
    boolean changeAtOnce(String sql, List<? extends List<?>> all) {
        try (Connection connection = dataSource.getConnection()) {
            if (!connection.isWrapperFor(PGConnection.class)) {
                return false;
            }
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < all.get(0).size(); i++) {
                    int column = i;
                    String[] values = all.stream()
                            .map(row -> String.valueOf(row.get(column)))
                            .toArray(String[]::new);
                    statement.setArray(i + 1, connection.createArrayOf("varchar", values));
                }
                statement.executeUpdate();
                return true;
            }
        } catch (SQLException e) {
            throw unusable(e);
        }
    }

    static Optional<Long> number(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(value);
    }

    private <T> T with(String sql, Work<T> work) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            return work.run(statement);
        } catch (SQLException e) {
            throw unusable(e);
        }
    }

    private static IllegalStateException unusable(SQLException e) {
        return new IllegalStateException("the rows of coverage cannot be read or written", e);
    }

    @FunctionalInterface
    private interface Work<T> {
        T run(PreparedStatement statement) throws SQLException;
    }

    private static void bind(PreparedStatement statement, List<?> values) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            @Nullable Object value = values.get(i);
            statement.setObject(i + 1, value);
        }
    }
}
