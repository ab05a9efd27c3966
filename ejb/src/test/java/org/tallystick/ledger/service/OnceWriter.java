package org.tallystick.ledger.service;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.tallystick.ledger.EntryKind;
import org.tallystick.shared.Sha256;

/**
 * Stores each id once, as the writer of receipts stores each bill once: an id that is there already is answered with its first
 * place. Its own rows are in the group's transaction.
 */
final class OnceWriter implements GroupWriter<OnceWriter.Item> {
    static final OnceWriter INSTANCE = new OnceWriter();

    /** An id on its way; {@code place} is where it was found, -1 if it is new. */
    static final class Item {
        final String id;
        volatile long place = -1;

        Item(String id) {
            this.id = id;
        }
    }

    private OnceWriter() {}

    static void createTable(DataSource source) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS once (log_id INTEGER NOT NULL, id VARCHAR(64) NOT NULL,"
                    + " place BIGINT NOT NULL, PRIMARY KEY (log_id, id))");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Every id of a log with its place. */
    static Map<String, Long> stored(DataSource source, int logId) throws SQLException {
        try (Connection connection = source.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("SELECT id, place FROM once WHERE log_id = ?")) {
            statement.setInt(1, logId);
            try (ResultSet rows = statement.executeQuery()) {
                Map<String, Long> stored = new HashMap<>();
                while (rows.next()) {
                    stored.put(rows.getString(1), rows.getLong(2));
                }
                return stored;
            }
        }
    }

    @Override
    public void decide(List<Append<Item>> items, GroupContext group) throws SQLException {
        try (PreparedStatement statement =
                group.connection().prepareStatement("SELECT place FROM once WHERE log_id = ? AND id = ?")) {
            for (Append<Item> item : items) {
                statement.setInt(1, group.log().id());
                statement.setString(2, item.item().id);
                try (ResultSet row = statement.executeQuery()) {
                    item.item().place = row.next() ? row.getLong(1) : -1;
                }
                if (item.item().place < 0) {
                    byte[] digest = Sha256.of(item.item().id.getBytes(StandardCharsets.US_ASCII));
                    item.add(new EntryDraft(EntryKind.CASE, item.item().id, "-", digest));
                }
            }
        }
    }

    @Override
    public void write(List<Append<Item>> items, GroupContext group) throws SQLException {
        try (PreparedStatement statement =
                group.connection().prepareStatement("INSERT INTO once (log_id, id, place) VALUES (?, ?, ?)")) {
            for (Append<Item> item : items) {
                for (SequencedEntry entry : item.entries()) {
                    statement.setInt(1, group.log().id());
                    statement.setString(2, item.item().id);
                    statement.setLong(3, entry.index());
                    statement.addBatch();
                }
            }
            statement.executeBatch();
        }
    }
}
