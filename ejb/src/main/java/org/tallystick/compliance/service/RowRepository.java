package org.tallystick.compliance.service;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Runs the reading queries of this package. */
@ApplicationScoped
class RowRepository {
    @Resource(lookup = "java:jboss/datasources/TallystickLedger")
    DataSource dataSource;

    @FunctionalInterface
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Conditions over {@code merchant m}. */
    static Conditions merchantsIn(Scope scope) {
        return new Conditions().given(scope.acquirer(), "m.acquirer_code = ?").given(scope.region(), "m.region = ?");
    }

    /** Conditions over {@code receipt r JOIN merchant m}: a receipt stays with the acquirer that had the sale. */
    static Conditions receiptsIn(Scope scope) {
        return new Conditions().given(scope.acquirer(), "r.acquirer = ?").given(scope.region(), "m.region = ?");
    }

    <T> List<T> list(String sql, List<Object> values, Row<T> row) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
            try (ResultSet result = statement.executeQuery()) {
                List<T> rows = new ArrayList<>();
                while (result.next()) {
                    rows.add(row.read(result));
                }
                return rows;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the rows of supervision cannot be read", e);
        }
    }

    long count(String sql, List<Object> values) {
        return list(sql, values, row -> row.getLong(1)).get(0);
    }
}
