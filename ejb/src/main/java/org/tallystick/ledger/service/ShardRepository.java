package org.tallystick.ledger.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Lives of the logs, and what their entries about themselves stand for. */
@ApplicationScoped
class ShardRepository {
    private static final String SHARDS =
            "SELECT l.log_id, l.origin, l.acquirer, l.shard, l.verifier_key, h.state, h.ended_at, l.predecessor"
                    + " FROM ledger_log l JOIN ledger_head h ON h.log_id = l.log_id";

    private final LogRepository logs;

    /** Where the master log has a shard's newest recorded checkpoint, and whether it says that the shard was sealed with it. */
    record Recorded(long size, boolean sealed, int masterLog, long masterIndex, long recordedAt) {}

    @Inject
    ShardRepository(LogRepository logs) {
        this.logs = logs;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected ShardRepository() {
        this(null);
    }

    /** All logs, the oldest first. */
    List<LedgerShard> all() {
        return with(connection -> list(connection, SHARDS + " ORDER BY l.log_id"));
    }

    /** All logs of an acquirer, the oldest first. */
    static List<LedgerShard> of(Connection connection, String acquirer) throws SQLException {
        return list(connection, SHARDS + " WHERE l.acquirer = ? ORDER BY l.log_id", acquirer);
    }

    /** Where the log is in its life now. */
    ShardState state(LedgerLog log) {
        return with(connection -> list(connection, SHARDS + " WHERE l.origin = ?", log.origin()))
                .get(0)
                .state();
    }

    Optional<LedgerLog> open(String acquirer) {
        return with(connection -> of(connection, acquirer).stream()
                .filter(LedgerShard::isOpen)
                .map(LedgerShard::log)
                .findFirst());
    }

    static int highestId(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT MAX(log_id) FROM ledger_log");
                ResultSet row = statement.executeQuery()) {
            return row.next() ? row.getInt(1) : 0;
        }
    }

    static void insertObject(Connection connection, int logId, long index, byte[] object) throws SQLException {
        String sql = "INSERT INTO ledger_object (log_id, seq, object) VALUES (?, ?, ?)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, logId);
            statement.setLong(2, index);
            statement.setBytes(3, object);
            statement.executeUpdate();
        }
    }

    /** What the entry stands for; empty if it is about something else than the ledger. */
    Optional<byte[]> object(int logId, long index) {
        return with(connection -> {
            String sql = "SELECT object FROM ledger_object WHERE log_id = ? AND seq = ?";
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setInt(1, logId);
                statement.setLong(2, index);
                try (ResultSet row = statement.executeQuery()) {
                    return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
                }
            }
        });
    }

    /** The same of all such entries of a range, by their indexes. */
    Map<Long, byte[]> objects(int logId, long from, long to) {
        return with(connection -> {
            String sql = "SELECT seq, object FROM ledger_object WHERE log_id = ? AND seq >= ? AND seq < ? ORDER BY seq";
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setInt(1, logId);
                statement.setLong(2, from);
                statement.setLong(3, to);
                Map<Long, byte[]> objects = new LinkedHashMap<>();
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        objects.put(rows.getLong(1), rows.getBytes(2));
                    }
                }
                return objects;
            }
        });
    }

    Optional<Recorded> recorded(int logId) {
        return with(connection -> recorded(connection, logId));
    }

    static Optional<Recorded> recorded(Connection connection, int logId) throws SQLException {
        String sql = "SELECT size, sealed, master_log, master_seq, recorded_at FROM ledger_record WHERE log_id = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, logId);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new Recorded(
                                row.getLong(1), row.getBoolean(2), row.getInt(3), row.getLong(4), row.getLong(5)))
                        : Optional.empty();
            }
        }
    }

    static void record(Connection connection, int logId, Recorded recorded) throws SQLException {
        String update = "UPDATE ledger_record SET size = ?, sealed = ?, master_log = ?, master_seq = ?, recorded_at = ?"
                + " WHERE log_id = ?";
        String insert = "INSERT INTO ledger_record (size, sealed, master_log, master_seq, recorded_at, log_id)"
                + " VALUES (?, ?, ?, ?, ?, ?)";
        if (record(connection, update, logId, recorded) == 0) {
            record(connection, insert, logId, recorded);
        }
    }

    private static int record(Connection connection, String sql, int logId, Recorded recorded) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, recorded.size());
            statement.setBoolean(2, recorded.sealed());
            statement.setInt(3, recorded.masterLog());
            statement.setLong(4, recorded.masterIndex());
            statement.setLong(5, recorded.recordedAt());
            statement.setInt(6, logId);
            return statement.executeUpdate();
        }
    }

    private static List<LedgerShard> list(Connection connection, String sql, String... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            List<LedgerShard> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(read(rows));
                }
            }
            return found;
        }
    }

    private static LedgerShard read(ResultSet row) throws SQLException {
        LedgerLog log =
                new LedgerLog(row.getInt(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5));
        int predecessor = row.getInt(8);
        return new LedgerShard(
                log,
                ShardState.valueOf(row.getString(6)),
                row.getLong(7),
                predecessor == 0 ? OptionalInt.empty() : OptionalInt.of(predecessor));
    }

    private <T> T with(LogRepository.Question<T> question) {
        return logs.with("the lives of the logs cannot be read", question);
    }
}
