package org.tallystick.ledger.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rows of {@code ledger_timestamp}. */
@ApplicationScoped
class TimestampRepository {
    private static final String FACTS =
            "SELECT log_id, size, seq, generation, stamped_at, signer, certified_from, certified_to, strength,"
                    + " COALESCE(entry_log, log_id) FROM ledger_timestamp WHERE log_id = ?";

    private final LogRepository logs;

    @Inject
    TimestampRepository(LogRepository logs) {
        this.logs = logs;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected TimestampRepository() {
        this(null);
    }

    /** The bytes of one. */
    record Content(String note, byte[] token, byte[] record) {}

    Optional<StoredTimestamp> newest(int logId) {
        return with(connection -> newest(connection, logId));
    }

    static Optional<StoredTimestamp> newest(Connection connection, int logId) throws SQLException {
        return first(connection, FACTS + " ORDER BY size DESC FETCH FIRST 1 ROW ONLY", logId);
    }

    /** The newest first. */
    List<StoredTimestamp> list(int logId, int most) {
        return with(connection ->
                facts(connection, FACTS + " ORDER BY size DESC FETCH FIRST " + most + " ROWS ONLY", logId));
    }

    /** The first over a checkpoint with more entries than this. */
    Optional<StoredTimestamp> firstOver(int logId, long index) {
        return with(connection ->
                first(connection, FACTS + " AND size > ? ORDER BY size FETCH FIRST 1 ROW ONLY", logId, index));
    }

    Optional<StoredTimestamp> firstOfGeneration(int logId, int generation) {
        return with(connection -> first(
                connection, FACTS + " AND generation = ? ORDER BY size FETCH FIRST 1 ROW ONLY", logId, generation));
    }

    /** The first over a checkpoint with more entries than this by another certificate, or over another digest. */
    Optional<StoredTimestamp> firstUnlike(StoredTimestamp link) {
        return with(connection -> {
            String sql =
                    FACTS + " AND size > ? AND (signer <> ? OR strength <> ?) ORDER BY size FETCH FIRST 1 ROW ONLY";
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setInt(1, link.entryLog());
                statement.setLong(2, link.index());
                statement.setString(3, link.certificate().thumbprint());
                statement.setInt(4, link.strength());
                try (ResultSet rows = statement.executeQuery()) {
                    return rows.next() ? Optional.of(read(rows)) : Optional.empty();
                }
            }
        });
    }

    /** The last one over a log that has ended, if it covers this entry: its own is in the log that went on. */
    Optional<StoredTimestamp> lastOver(int logId, long index) {
        return newest(logId).filter(last -> last.isBeyondItsLog() && last.size() > index);
    }

    Optional<Content> content(int logId, long size) {
        return with(connection -> {
            String sql = "SELECT note, token, record FROM ledger_timestamp WHERE log_id = ? AND size = ?";
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setInt(1, logId);
                statement.setLong(2, size);
                try (ResultSet rows = statement.executeQuery()) {
                    return rows.next()
                            ? Optional.of(new Content(rows.getString(1), rows.getBytes(2), rows.getBytes(3)))
                            : Optional.empty();
                }
            }
        });
    }

    static void insert(Connection connection, StoredTimestamp facts, NewTimestamp timestamp) throws SQLException {
        String sql = "INSERT INTO ledger_timestamp (log_id, size, seq, generation, stamped_at, signer, certified_from,"
                + " certified_to, strength, note, token, record, entry_log) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, facts.logId());
            statement.setLong(2, facts.size());
            statement.setLong(3, facts.index());
            statement.setInt(4, facts.generation());
            statement.setLong(5, facts.at().toEpochMilli());
            statement.setString(6, facts.certificate().thumbprint());
            statement.setLong(7, facts.certificate().from().toEpochMilli());
            statement.setLong(8, facts.certificate().to().toEpochMilli());
            statement.setInt(9, facts.strength());
            statement.setString(10, timestamp.note());
            statement.setBytes(11, timestamp.token());
            statement.setBytes(12, timestamp.record());
            statement.setInt(13, facts.entryLog());
            statement.executeUpdate();
        }
    }

    private static Optional<StoredTimestamp> first(Connection connection, String sql, long... parameters)
            throws SQLException {
        return facts(connection, sql, parameters).stream().findFirst();
    }

    private static List<StoredTimestamp> facts(Connection connection, String sql, long... parameters)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setLong(i + 1, parameters[i]);
            }
            List<StoredTimestamp> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(read(rows));
                }
            }
            return found;
        }
    }

    private static StoredTimestamp read(ResultSet row) throws SQLException {
        return new StoredTimestamp(
                row.getInt(1),
                row.getLong(2),
                row.getLong(3),
                row.getInt(4),
                Instant.ofEpochMilli(row.getLong(5)),
                new NewTimestamp.Certified(
                        row.getString(6), Instant.ofEpochMilli(row.getLong(7)), Instant.ofEpochMilli(row.getLong(8))),
                row.getInt(9),
                row.getInt(10));
    }

    private <T> T with(LogRepository.Question<T> question) {
        return logs.with("the timestamps of the ledger cannot be read", question);
    }
}
