package org.tallystick.signing.service;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.postgresql.PGConnection;
import org.tallystick.shared.service.BulkRepository;
import org.tallystick.signing.ReceiptStatus;
import org.tallystick.signing.service.BillKey.TerminalKey;
import org.tallystick.signing.service.CounterBook.TerminalState;

/** Counters, claims and gaps, on the connection and in the transaction of a group. */
@ApplicationScoped
class CounterRepository {
    private static final BulkRepository FRESH =
            BulkRepository.into("terminal_state", "counter, last_digest, terminal_no, series");

    /** Whether a receipt {@code r} is {@link Claim#lost}, by its log's head {@code h} and public checkpoint {@code c}, if there is one. */
    static final String LOST = "h.state = 'HALTED' AND r.seq >= COALESCE(c.size, 0)";

    /** The terminal's row, and what came after it. */
    TerminalState state(Connection connection, TerminalKey key) throws SQLException {
        TerminalState row = row(connection, key);
        String sql = "SELECT counter, payload_digest FROM receipt"
                + " WHERE terminal_no = ? AND series = ? AND counter > ? AND claim = 0"
                + " UNION ALL SELECT counter, payload_digest FROM removed_receipt"
                + " WHERE terminal_no = ? AND series = ? AND counter > ? AND claim = 0 ORDER BY counter DESC LIMIT 1";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < 6; i += 3) {
                statement.setString(i + 1, key.terminalNo());
                statement.setLong(i + 2, key.series());
                statement.setLong(i + 3, row.counter());
            }
            try (ResultSet newest = statement.executeQuery()) {
                return newest.next() ? new TerminalState(newest.getLong(1), newest.getBytes(2), row.counter()) : row;
            }
        }
    }

    private static TerminalState row(Connection connection, TerminalKey key) throws SQLException {
        String sql = "SELECT counter, last_digest FROM terminal_state WHERE terminal_no = ? AND series = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, key.terminalNo());
            statement.setLong(2, key.series());
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? new TerminalState(row.getLong(1), row.getBytes(2), row.getLong(1))
                        : TerminalState.NEW;
            }
        }
    }

    /** Whose receipts stand in a log from a place on. */
    List<TerminalKey> terminalsSince(Connection connection, int logId, long index) throws SQLException {
        String sql = "SELECT DISTINCT terminal_no, series FROM receipt WHERE log_id = ? AND seq >= ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, logId);
            statement.setLong(2, index);
            List<TerminalKey> terminals = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    terminals.add(new TerminalKey(row.getString(1), row.getLong(2)));
                }
            }
            return terminals;
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

    /** Moves each row from exactly the value it was known to have. @throws SQLException when another node moved one */
    void write(Connection connection, Map<TerminalKey, TerminalState> changed) throws SQLException {
        List<Map.Entry<TerminalKey, TerminalState>> fresh = new ArrayList<>();
        List<Map.Entry<TerminalKey, TerminalState>> moved = new ArrayList<>();
        changed.entrySet().forEach(entry -> (entry.getValue().rowCounter() > 0 ? moved : fresh).add(entry));
        FRESH.insert(
                connection, fresh, (row, entry) -> row.number(entry.getValue().counter())
                        .bytes(entry.getValue().lastDigest())
                        .text(entry.getKey().terminalNo())
                        .number(entry.getKey().series()));
        if (!moved.isEmpty()) {
            int found = connection.isWrapperFor(PGConnection.class)
                    ? moveAtOnce(connection, moved)
                    : moveOneByOne(connection, moved);
            if (found != moved.size()) {
                throw new SQLException("a terminal's counter moved under the lock of its log");
            }
        }
    }

    private static int moveOneByOne(Connection connection, List<Map.Entry<TerminalKey, TerminalState>> moved)
            throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("UPDATE terminal_state SET counter = ?, last_digest = ?"
                        + " WHERE terminal_no = ? AND series = ? AND counter = ?")) {
            for (Map.Entry<TerminalKey, TerminalState> entry : moved) {
                statement.setLong(1, entry.getValue().counter());
                statement.setBytes(2, entry.getValue().lastDigest());
                statement.setString(3, entry.getKey().terminalNo());
                statement.setLong(4, entry.getKey().series());
                statement.setLong(5, entry.getValue().rowCounter());
                statement.addBatch();
            }
            return Arrays.stream(statement.executeBatch()).sum();
        }
    }

    /** One statement instead of one for each terminal. */
    private static int moveAtOnce(Connection connection, List<Map.Entry<TerminalKey, TerminalState>> moved)
            throws SQLException {
        String sql = "UPDATE terminal_state s SET counter = n.counter, last_digest = n.digest"
                + " FROM unnest(?::varchar[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bytea[])"
                + " AS n (terminal_no, series, known, counter, digest)"
                + " WHERE s.terminal_no = n.terminal_no AND s.series = n.series AND s.counter = n.known";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(
                    1, array(connection, "varchar", moved, e -> e.getKey().terminalNo(), String[]::new));
            statement.setArray(
                    2, array(connection, "bigint", moved, e -> e.getKey().series(), Long[]::new));
            statement.setArray(
                    3, array(connection, "bigint", moved, e -> e.getValue().rowCounter(), Long[]::new));
            statement.setArray(
                    4, array(connection, "bigint", moved, e -> e.getValue().counter(), Long[]::new));
            statement.setArray(
                    5, array(connection, "bytea", moved, e -> e.getValue().lastDigest(), byte[][]::new));
            return statement.executeUpdate();
        }
    }

    /** Of exactly this type: the driver would take bytes among objects for a second dimension. */
    private static <T> Array array(
            Connection connection,
            String type,
            List<Map.Entry<TerminalKey, TerminalState>> moved,
            Function<Map.Entry<TerminalKey, TerminalState>, T> value,
            IntFunction<T[]> made)
            throws SQLException {
        return connection.createArrayOf(type, moved.stream().map(value).toArray(made));
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
}
