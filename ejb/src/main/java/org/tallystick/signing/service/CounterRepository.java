package org.tallystick.signing.service;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.signing.ReceiptStatus;
import org.tallystick.signing.service.BillKey.TerminalKey;
import org.tallystick.signing.service.CounterBook.TerminalState;

/** Counters, claims and gaps, on the connection and in the transaction of a group. */
@ApplicationScoped
class CounterRepository {
    /** Whether a receipt {@code r} is {@link Claim#lost}, by its log's head {@code h} and public checkpoint {@code c}, if there is one. */
    static final String LOST = "h.state = 'HALTED' AND r.seq >= COALESCE(c.size, 0)";

    Optional<TerminalState> state(Connection connection, TerminalKey key) throws SQLException {
        String sql = "SELECT counter, last_digest FROM terminal_state WHERE terminal_no = ? AND series = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, key.terminalNo());
            statement.setLong(2, key.series());
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new TerminalState(row.getLong(1), row.getBytes(2), row.getLong(1)))
                        : Optional.empty();
            }
        }
    }

    List<Claim> claims(Connection connection, BillKey key) throws SQLException {
        String sql = "SELECT r.number, r.claim, r.active, r.verified, r.status, r.payload_digest, r.code,"
                + " CASE WHEN " + LOST + " THEN TRUE ELSE FALSE END,"
                + " CASE WHEN h.state = 'REMOVED' THEN TRUE ELSE FALSE END, r.claim AS place"
                + " FROM receipt r JOIN ledger_head h ON h.log_id = r.log_id"
                + " LEFT JOIN ledger_checkpoint c ON c.log_id = r.log_id"
                + " WHERE r.terminal_no = ? AND r.series = ? AND r.counter = ?"
                + " UNION ALL SELECT number, claim, active, verified, status, payload_digest, NULL, FALSE, TRUE, claim"
                + " FROM removed_receipt WHERE terminal_no = ? AND series = ? AND counter = ? ORDER BY place";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, key.terminalNo());
            statement.setLong(2, key.series());
            statement.setLong(3, key.counter());
            statement.setString(4, key.terminalNo());
            statement.setLong(5, key.series());
            statement.setLong(6, key.counter());
            List<Claim> claims = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    claims.add(new Claim(
                            row.getString(1),
                            row.getInt(2),
                            row.getBoolean(3),
                            row.getBoolean(4),
                            ReceiptStatus.valueOf(row.getString(5)),
                            row.getBytes(6),
                            Optional.ofNullable(row.getString(7)),
                            row.getBoolean(8),
                            row.getBoolean(9)));
                }
            }
            return claims;
        }
    }

    /** Moves each counter from exactly the value it was known to have. @throws SQLException when another node moved one */
    void write(Connection connection, Map<TerminalKey, TerminalState> changed) throws SQLException {
        if (changed.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO terminal_state (counter, last_digest, terminal_no, series) VALUES (?, ?, ?, ?)");
                PreparedStatement update =
                        connection.prepareStatement("UPDATE terminal_state SET counter = ?, last_digest = ?"
                                + " WHERE terminal_no = ? AND series = ? AND counter = ?")) {
            int inserts = 0;
            for (Map.Entry<TerminalKey, TerminalState> entry : changed.entrySet()) {
                TerminalState state = entry.getValue();
                boolean known = state.storedCounter() > 0;
                PreparedStatement statement = known ? update : insert;
                statement.setLong(1, state.counter());
                statement.setBytes(2, state.lastDigest());
                statement.setString(3, entry.getKey().terminalNo());
                statement.setLong(4, entry.getKey().series());
                if (known) {
                    statement.setLong(5, state.storedCounter());
                } else {
                    inserts++;
                }
                statement.addBatch();
            }
            if (inserts > 0) {
                insert.executeBatch();
            }
            requireEachOne(inserts < changed.size() ? update.executeBatch() : new int[0]);
        }
    }

    void openGap(Connection connection, TerminalKey key, long from, long to) throws SQLException {
        String sql = "INSERT INTO terminal_gap (terminal_no, series, from_counter, to_counter) VALUES (?, ?, ?, ?)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, key.terminalNo());
            statement.setLong(2, key.series());
            statement.setLong(3, from);
            statement.setLong(4, to);
            statement.executeUpdate();
        }
    }

    /** A late bill fills a hole: its range is narrowed, split or removed. */
    void fillGap(Connection connection, BillKey key) throws SQLException {
        String sql = "SELECT from_counter, to_counter FROM terminal_gap"
                + " WHERE terminal_no = ? AND series = ? AND from_counter <= ? AND to_counter >= ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, key.terminalNo());
            statement.setLong(2, key.series());
            statement.setLong(3, key.counter());
            statement.setLong(4, key.counter());
            try (ResultSet row = statement.executeQuery()) {
                if (row.next()) {
                    split(connection, key, row.getLong(1), row.getLong(2));
                }
            }
        }
    }

    private void split(Connection connection, BillKey key, long from, long to) throws SQLException {
        String sql = "DELETE FROM terminal_gap WHERE terminal_no = ? AND series = ? AND from_counter = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, key.terminalNo());
            statement.setLong(2, key.series());
            statement.setLong(3, from);
            statement.executeUpdate();
        }
        if (from < key.counter()) {
            openGap(connection, key.terminal(), from, key.counter() - 1);
        }
        if (key.counter() < to) {
            openGap(connection, key.terminal(), key.counter() + 1, to);
        }
    }

    private static void requireEachOne(int[] counts) throws SQLException {
        for (int count : counts) {
            if (count == 0) {
                throw new SQLException("a terminal's counter moved under the lock of its log");
            }
        }
    }
}
