package org.tallystick.ledger.service;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.tallystick.ledger.FullTile;
import org.tallystick.ledger.GrowingTree;
import org.tallystick.ledger.TreeHead;
import org.tallystick.shared.service.BulkRepository;

/**
 * The append path's SQL for one log, on the batcher's own connection. Everything between {@link #lockHead} and the commit is
 * one transaction.
 */
final class LedgerRepository {
    private static final BulkRepository ENTRIES = BulkRepository.into("ledger_entry", "log_id, seq, leaf, leaf_hash");
    private static final BulkRepository TILES = BulkRepository.into("ledger_tile", "log_id, level, n, data");

    private final int logId;

    LedgerRepository(int logId) {
        this.logId = logId;
    }

    /**
     * Prepares a connection for appending: no auto-commit; on PostgreSQL time limits, so that a frozen node cannot hold the log
     * (LEDGER.md "Append").
     */
    static void prepare(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        if (isPostgres(connection)) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET lock_timeout = '1s'");
                statement.execute("SET idle_in_transaction_session_timeout = '2s'");
                statement.execute("SET statement_timeout = '5s'");
                statement.execute("SET synchronous_commit = on");
            }
            connection.commit();
        }
    }

    /**
     * Commits and makes sure that the commit is on disk. H2 syncs reliably only on {@code CHECKPOINT SYNC} (LIMITS.md: without
     * it 187 of 629 acknowledged commits were lost at a kill).
     */
    static void commit(Connection connection) throws SQLException {
        commitRead(connection);
        sync(connection);
    }

    /**
     * Returns when everything that is committed is on disk.
     *
     * @throws SyncFailedException when the embedded database could not make it so. A later attempt would tell nothing: the
     *     operating system may have dropped what it failed to write and report success (PostgreSQL ends itself for this reason)
     */
    static void sync(Connection connection) throws SQLException {
        if (!isPostgres(connection)) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("CHECKPOINT SYNC");
            } catch (SQLException e) {
                throw new SyncFailedException(e);
            }
        }
    }

    /**
     * Commits what changed no entry. On PostgreSQL the lock on the head was a change of its own: this commit too waits for the standbys, and
     * with it whatever it has read. A wait that somebody cut short is a commit with a warning, after which the standbys may lack it.
     */
    static void commitRead(Connection connection) throws SQLException {
        connection.clearWarnings();
        connection.commit();
        SQLWarning warning = connection.getWarnings();
        if (warning != null) {
            throw new SQLException("committed, but with a warning: " + warning.getMessage(), warning);
        }
    }

    static boolean isPostgres(Connection connection) throws SQLException {
        return "PostgreSQL".equals(connection.getMetaData().getDatabaseProductName());
    }

    /** The name of a log; empty if the database has none under this number. */
    static String origin(Connection connection, int logId) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT origin FROM ledger_log WHERE log_id = ?")) {
            statement.setInt(1, logId);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getString(1) : "";
            }
        }
    }

    LedgerHead lockHead(Connection connection) throws SQLException {
        String sql =
                "SELECT epoch, size, root, last_time, state, CURRENT_TIMESTAMP AS db_time FROM ledger_head WHERE log_id = ?"
                        + " FOR UPDATE";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, logId);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new SQLException("log " + logId + " has no head");
                }
                return new LedgerHead(
                        row.getLong("epoch"),
                        row.getLong("size"),
                        row.getBytes("root"),
                        row.getLong("last_time"),
                        row.getTimestamp("db_time").getTime(),
                        ShardState.valueOf(row.getString("state")));
            }
        }
    }

    /** Open tiles of all levels, in order of level, as {@code GrowingTree.restore} takes them. */
    List<byte[]> edges(Connection connection) throws SQLException {
        List<byte[]> edges = new ArrayList<>();
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT data FROM ledger_edge WHERE log_id = ? ORDER BY level")) {
            statement.setInt(1, logId);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    edges.add(rows.getBytes(1));
                }
            }
        }
        return edges;
    }

    private void insertEntries(Connection connection, List<SequencedEntry> entries) throws SQLException {
        ENTRIES.insert(connection, entries, (row, entry) -> row.integer(logId)
                .number(entry.index())
                .bytes(entry.bytes())
                .bytes(entry.leafHash()));
    }

    private void insertTiles(Connection connection, List<FullTile> tiles) throws SQLException {
        TILES.insert(connection, tiles, (row, tile) -> row.integer(logId)
                .integer(tile.level())
                .number(tile.index())
                .bytes(tile.hashes()));
    }

    /** Writes the open tiles of levels 0 to {@code highest}. */
    private void updateEdges(Connection connection, List<byte[]> edges, int highest) throws SQLException {
        String sql = "UPDATE ledger_edge SET data = ? WHERE log_id = ? AND level = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int level = 0; level <= highest && level < edges.size(); level++) {
                statement.setBytes(1, edges.get(level));
                statement.setInt(2, logId);
                statement.setInt(3, level);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** Entries, the tiles they fill, the open ones, and the head: what the log is after a group. */
    void extend(Connection c, LedgerHead head, GrowingTree tree, List<SequencedEntry> entries, long timeMillis)
            throws SQLException {
        tree.startGroup();
        entries.forEach(entry -> tree.append(entry.leafHash()));
        List<FullTile> tiles = tree.drainFullTiles();
        insertEntries(c, entries);
        insertTiles(c, tiles);
        int highest = tiles.stream().mapToInt(tile -> tile.level() + 1).max().orElse(0);
        updateEdges(c, tree.edges(), highest);
        updateHead(c, head, tree.head(), timeMillis);
    }

    int logId() {
        return logId;
    }

    /** Moves the head from exactly the state that was locked. @throws SQLException when somebody else moved or ended it */
    private void updateHead(Connection connection, LedgerHead old, TreeHead head, long timeMillis) throws SQLException {
        String sql =
                "UPDATE ledger_head SET size = ?, root = ?, last_time = ? WHERE log_id = ? AND size = ? AND epoch = ?"
                        + " AND state = 'OPEN'";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, head.size());
            statement.setBytes(2, head.root());
            statement.setLong(3, timeMillis);
            statement.setInt(4, logId);
            statement.setLong(5, old.size());
            statement.setLong(6, old.epoch());
            if (statement.executeUpdate() != 1) {
                throw new SQLException("the head of log " + logId + " moved under its lock");
            }
        }
    }

    /** Ends the log in the state that was locked: nothing is appended any more. @throws SQLException when somebody else ended it */
    void end(Connection connection, ShardState state, long timeMillis) throws SQLException {
        String sql = "UPDATE ledger_head SET state = ?, ended_at = ? WHERE log_id = ? AND state = 'OPEN'";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, state.name());
            statement.setLong(2, timeMillis);
            statement.setInt(3, logId);
            if (statement.executeUpdate() != 1) {
                throw new SQLException("log " + logId + " was ended under its lock");
            }
        }
    }
}
