package org.tallystick.signing.service;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import javax.sql.DataSource;
import org.tallystick.shared.service.Ids;

/** Rows of integrity cases, each written in a transaction of its own: a bill that is refused still leaves its case. */
@ApplicationScoped
class IntegrityCaseRepository {
    @Resource(lookup = "java:jboss/datasources/TallystickLedger")
    DataSource dataSource;

    /** Terminals with at least one open case. */
    Set<String> terminalsWithOpenCases() throws SQLException {
        String sql = "SELECT DISTINCT terminal_no FROM integrity_case WHERE closed_at IS NULL";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            Set<String> terminals = new HashSet<>();
            while (rows.next()) {
                terminals.add(rows.getString(1));
            }
            return terminals;
        }
    }

    boolean isOpen(String terminalNo, String kind) throws SQLException {
        String sql = "SELECT 1 FROM integrity_case WHERE terminal_no = ? AND kind = ? AND closed_at IS NULL";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, terminalNo);
            statement.setString(2, kind);
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }

    void insert(String terminalNo, String kind, String facts, long openedAt) throws SQLException {
        String sql = "INSERT INTO integrity_case (id, terminal_no, kind, facts, opened_at) VALUES (?, ?, ?, ?, ?)";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, Ids.random());
            statement.setString(2, terminalNo);
            statement.setString(3, kind);
            statement.setString(4, facts);
            statement.setLong(5, openedAt);
            statement.executeUpdate();
        }
    }
}
