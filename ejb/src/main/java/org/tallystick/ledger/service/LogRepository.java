package org.tallystick.ledger.service;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.tallystick.ledger.MerkleHash;
import org.tallystick.ledger.TreeHead;
import org.tallystick.shared.service.DatabaseCluster;
import org.tallystick.shared.service.OneConnection;

/** The logs, and what may be read of them: heads, tiles, entries, published checkpoints. */
@ApplicationScoped
class LogRepository {
    private static final int LEVELS = 8;
    private static final String LOGS = "SELECT log_id, origin, acquirer, shard, verifier_key FROM ledger_log";

    @Resource(lookup = "java:jboss/datasources/TallystickLedger")
    DataSource dataSource;

    private final AtomicBoolean diskFailed = new AtomicBoolean();

    DataSource dataSource() {
        return dataSource;
    }

    List<LedgerLog> logs() {
        return query(LOGS + " ORDER BY log_id", s -> {}, rows -> {
            List<LedgerLog> logs = new ArrayList<>();
            while (rows.next()) {
                logs.add(log(rows));
            }
            return logs;
        });
    }

    Optional<LedgerLog> log(int id) {
        return query(
                LOGS + " WHERE log_id = ?",
                s -> s.setInt(1, id),
                rows -> rows.next() ? Optional.of(log(rows)) : Optional.empty());
    }

    private static LedgerLog log(ResultSet row) throws SQLException {
        return new LedgerLog(row.getInt(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5));
    }

    /** Whether the disk has failed: nothing is confirmed or signed any more in this process, of no log, as all are in one file. */
    boolean hasFailed() {
        return diskFailed.get();
    }

    void fail() {
        diskFailed.set(true);
    }

    /** Creates an acquirer's first log, in one transaction. */
    void create(LedgerLog log) {
        try {
            durably(connection -> {
                insert(connection, log, OptionalInt.empty());
                return log;
            });
        } catch (SQLException e) {
            throw new IllegalStateException("log " + log.origin() + " cannot be created", e);
        }
    }

    /** Runs one transaction of its own; returns when it is on disk, and with whoever else must have it. */
    <T> T durably(Question<T> change) throws SQLException {
        if (hasFailed()) {
            throw new SQLException("the disk has failed: check it and start the server again");
        }
        OneConnection.giveBack();
        try (Connection connection = dataSource.getConnection()) {
            try {
                LedgerRepository.prepare(connection);
                T result = change.ask(connection);
                LedgerRepository.commit(connection);
                return result;
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SyncFailedException e) {
            fail();
            throw e;
        }
    }

    /** An empty log with its head and the open tiles of all levels, in the caller's transaction. */
    static void insert(Connection connection, LedgerLog log, OptionalInt predecessor) throws SQLException {
        insertLog(connection, log, predecessor);
        insertHead(connection, log.id());
        insertEdges(connection, log.id());
    }

    TreeHead head(int logId) {
        return query("SELECT size, root FROM ledger_head WHERE log_id = ?", s -> s.setInt(1, logId), rows -> {
            if (!rows.next()) {
                throw new SQLException("log " + logId + " has no head");
            }
            return new TreeHead(rows.getLong(1), rows.getBytes(2));
        });
    }

    /**
     * A head that is on disk with the tree below it, and on a standby where one is waited for, so that it may be signed: the lock on it is
     * a change, and the commit of a change waits.
     *
     * @throws IllegalStateException when the database may not be worked on, or does not confirm
     */
    TreeHead headToSign(int logId, DatabaseCluster cluster) {
        try {
            return durably(connection -> {
                cluster.require(connection);
                LedgerHead head = new LedgerRepository(logId).lockHead(connection);
                return new TreeHead(head.size(), head.root());
            });
        } catch (SQLException e) {
            throw new IllegalStateException("nothing may be signed now: " + e.getMessage(), e);
        }
    }

    /** The open tiles of all levels together with the size they belong to. */
    OpenTiles openTiles(int logId) {
        String sql = "SELECT h.size, e.level, e.data FROM ledger_head h LEFT JOIN ledger_edge e ON e.log_id = h.log_id"
                + " WHERE h.log_id = ?";
        return query(sql, s -> s.setInt(1, logId), rows -> {
            Map<Integer, byte[]> hashes = new HashMap<>();
            if (!rows.next()) {
                throw new SQLException("log " + logId + " has no head");
            }
            long size = rows.getLong(1);
            do {
                byte[] data = rows.getBytes(3);
                if (data != null) {
                    hashes.put(rows.getInt(2), data);
                }
            } while (rows.next());
            return new OpenTiles(size, hashes);
        });
    }

    /**
     * Asks on a connection of its own, or on that of the work at hand ({@link OneConnection}).
     *
     * @param failure what cannot be done, for whoever reads the message
     */
    <T> T with(String failure, Question<T> question) {
        try (Connection connection = OneConnection.of(dataSource)) {
            return question.ask(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(failure, e);
        }
    }

    /** @return how many rows changed */
    static int change(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            return statement.executeUpdate();
        }
    }

    /** What is asked on a connection. */
    @FunctionalInterface
    interface Question<T> {
        T ask(Connection connection) throws SQLException;
    }

    Optional<byte[]> tile(int logId, int level, long index) {
        return bytes("SELECT data FROM ledger_tile WHERE log_id = ? AND level = ? AND n = ?", s -> {
            s.setInt(1, logId);
            s.setInt(2, level);
            s.setLong(3, index);
        });
    }

    /** Entries {@code from} (inclusive) to {@code to} (exclusive), in order, as stored. */
    List<StoredEntry> entries(int logId, long from, long to) {
        String sql =
                "SELECT seq, leaf, leaf_hash FROM ledger_entry WHERE log_id = ? AND seq >= ? AND seq < ? ORDER BY seq";
        return query(
                sql,
                s -> {
                    s.setInt(1, logId);
                    s.setLong(2, from);
                    s.setLong(3, to);
                },
                rows -> {
                    List<StoredEntry> entries = new ArrayList<>();
                    while (rows.next()) {
                        entries.add(new StoredEntry(rows.getLong(1), rows.getBytes(2), rows.getBytes(3)));
                    }
                    return entries;
                });
    }

    Optional<PublishedCheckpoint> published(int logId) {
        return query(
                "SELECT size, note, published_at FROM ledger_checkpoint WHERE log_id = ?",
                s -> s.setInt(1, logId),
                rows -> rows.next()
                        ? Optional.of(new PublishedCheckpoint(rows.getLong(1), rows.getString(2), rows.getLong(3)))
                        : Optional.empty());
    }

    void publish(int logId, PublishedCheckpoint checkpoint) {
        try (Connection connection = dataSource.getConnection()) {
            // another node may have published a larger one meanwhile
            if (update(connection, logId, checkpoint) == 0 && published(logId).isEmpty()) {
                insert(connection, logId, checkpoint);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the checkpoint of log " + logId + " cannot be stored", e);
        }
    }

    private static int update(Connection connection, int logId, PublishedCheckpoint checkpoint) throws SQLException {
        // A log that an incident has halted proves what was public then, and no more: what lay beyond may be in its
        // successor.
        String sql = "UPDATE ledger_checkpoint SET size = ?, note = ?, published_at = ? WHERE log_id = ? AND size <= ?"
                + " AND (size = ? OR NOT EXISTS (SELECT 1 FROM ledger_head h"
                + " WHERE h.log_id = ledger_checkpoint.log_id AND h.state = 'HALTED'))";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, checkpoint.size());
            statement.setString(2, checkpoint.note());
            statement.setLong(3, checkpoint.publishedAt());
            statement.setInt(4, logId);
            statement.setLong(5, checkpoint.size());
            statement.setLong(6, checkpoint.size());
            return statement.executeUpdate();
        }
    }

    private static void insert(Connection connection, int logId, PublishedCheckpoint checkpoint) throws SQLException {
        String sql = "INSERT INTO ledger_checkpoint (log_id, size, note, published_at)"
                + " SELECT log_id, CAST(? AS BIGINT), CAST(? AS VARCHAR), CAST(? AS BIGINT) FROM ledger_head"
                + " WHERE log_id = ? AND state <> 'HALTED'";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, checkpoint.size());
            statement.setString(2, checkpoint.note());
            statement.setLong(3, checkpoint.publishedAt());
            statement.setInt(4, logId);
            statement.executeUpdate();
        }
    }

    private static void insertLog(Connection connection, LedgerLog log, OptionalInt predecessor) throws SQLException {
        String sql = "INSERT INTO ledger_log (log_id, origin, acquirer, shard, verifier_key, predecessor)"
                + " VALUES (?, ?, ?, ?, ?, ?)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, log.id());
            statement.setString(2, log.origin());
            statement.setString(3, log.acquirer());
            statement.setString(4, log.shard());
            statement.setString(5, log.verifierKey());
            statement.setObject(6, predecessor.isPresent() ? predecessor.getAsInt() : null, Types.INTEGER);
            statement.executeUpdate();
        }
    }

    private static void insertHead(Connection connection, int logId) throws SQLException {
        String sql = "INSERT INTO ledger_head (log_id, epoch, size, root, last_time) VALUES (?, 1, 0, ?, 0)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, logId);
            statement.setBytes(2, MerkleHash.EMPTY_ROOT);
            statement.executeUpdate();
        }
    }

    private static void insertEdges(Connection connection, int logId) throws SQLException {
        String sql = "INSERT INTO ledger_edge (log_id, level, data) VALUES (?, ?, ?)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int level = 0; level < LEVELS; level++) {
                statement.setInt(1, logId);
                statement.setInt(2, level);
                statement.setBytes(3, new byte[0]);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private Optional<byte[]> bytes(String sql, Parameters parameters) {
        return query(sql, parameters, rows -> rows.next() ? Optional.of(rows.getBytes(1)) : Optional.empty());
    }

    private <T> T query(String sql, Parameters parameters, Rows<T> rows) {
        return with("the ledger cannot be read", connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                parameters.set(statement);
                try (ResultSet result = statement.executeQuery()) {
                    return rows.read(result);
                }
            }
        });
    }

    /** An entry as the database holds it; the hash may be wrong if somebody changed the row. */
    record StoredEntry(long index, byte[] bytes, byte[] leafHash) {}

    /** The checkpoint the public sees. */
    record PublishedCheckpoint(long size, String note, long publishedAt) {}

    @FunctionalInterface
    private interface Parameters {
        void set(PreparedStatement statement) throws SQLException;
    }

    @FunctionalInterface
    private interface Rows<T> {
        T read(ResultSet rows) throws SQLException;
    }
}
