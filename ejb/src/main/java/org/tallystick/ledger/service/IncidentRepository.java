package org.tallystick.ledger.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tallystick.ledger.service.LogIncident.Kind;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.service.Ids;

/** Rows of {@code ledger_incident}. */
@ApplicationScoped
class IncidentRepository {
    private static final String SELECT =
            "SELECT i.id, l.origin, i.kind, i.facts, i.happened_at, i.object, i.acknowledged_at, i.acknowledged_by,"
                    + " i.acknowledgement FROM ledger_incident i JOIN ledger_log l ON l.log_id = i.log_id WHERE ";
    private static final int MOST_FACTS = 2_000;

    private final LogRepository logs;

    @Inject
    IncidentRepository(LogRepository logs) {
        this.logs = logs;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected IncidentRepository() {
        this(null);
    }

    /** A row with the objects its entries stand for; the second one is empty as long as nobody has acknowledged it. */
    record Row(StoredIncident incident, byte[] object, byte[] acknowledgement) {}

    /** In the transaction that ends the log, or one of its own. The same again while it is open adds nothing. */
    static void insert(Connection connection, LedgerLog log, Kind kind, String told, long now) throws SQLException {
        String facts = told.substring(0, Math.min(MOST_FACTS, told.length()));
        String sql = "INSERT INTO ledger_incident (id, log_id, kind, facts, happened_at, object)"
                + " SELECT CAST(? AS VARCHAR(22)), CAST(? AS INTEGER), CAST(? AS VARCHAR(16)), CAST(? AS VARCHAR(2000)),"
                + " CAST(? AS BIGINT), ? WHERE NOT EXISTS (SELECT 1 FROM ledger_incident WHERE log_id = ? AND kind = ?"
                + " AND facts = ? AND acknowledged_at IS NULL)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, Ids.random());
            statement.setInt(2, log.id());
            statement.setString(3, kind.name());
            statement.setString(4, facts);
            statement.setLong(5, now);
            statement.setBytes(6, object(log, kind, told, now));
            statement.setInt(7, log.id());
            statement.setString(8, kind.name());
            statement.setString(9, facts);
            statement.executeUpdate();
        }
    }

    private static byte[] object(LedgerLog log, Kind kind, String told, long now) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("version", 1);
        object.put("event", "incident");
        object.put("origin", log.origin());
        object.put("kind", kind.name());
        object.put("facts", told);
        object.put("time", Instant.ofEpochMilli(now).toString());
        object.put("salt", Ids.random());
        return JsonWriter.write(object);
    }

    void raise(LedgerLog log, Kind kind, String facts, long now) {
        with(connection -> {
            insert(connection, log, kind, facts, now);
            return log;
        });
    }

    /** Those whose entry of kind incident still waits, the oldest first. */
    List<Row> unlogged() {
        return list("i.master_seq IS NULL ORDER BY i.happened_at");
    }

    /** The same of entries of kind restore. */
    List<Row> unloggedAcknowledgements() {
        return list("i.acknowledged_at IS NOT NULL AND i.restore_seq IS NULL ORDER BY i.acknowledged_at");
    }

    /** The newest first, at most a hundred. */
    List<Row> newest() {
        return list("1 = 1 ORDER BY i.happened_at DESC FETCH FIRST 100 ROWS ONLY");
    }

    List<Row> open() {
        return list("i.acknowledged_at IS NULL ORDER BY i.happened_at");
    }

    void logged(String id, int masterLog, long index) {
        change("UPDATE ledger_incident SET master_log = ?, master_seq = ? WHERE id = ?", masterLog, index, id);
    }

    void acknowledgementLogged(String id, int masterLog, long index) {
        change("UPDATE ledger_incident SET restore_log = ?, restore_seq = ? WHERE id = ?", masterLog, index, id);
    }

    /** @return false if somebody has done so before, or there is no such incident */
    boolean acknowledge(String id, long at, String by, byte[] object) {
        return change(
                        "UPDATE ledger_incident SET acknowledged_at = ?, acknowledged_by = ?, acknowledgement = ?"
                                + " WHERE id = ? AND acknowledged_at IS NULL",
                        at,
                        by,
                        object,
                        id)
                == 1;
    }

    private int change(String sql, Object... parameters) {
        return with(connection -> LogRepository.change(connection, sql, parameters));
    }

    private List<Row> list(String condition) {
        return with(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(SELECT + condition);
                    ResultSet rows = statement.executeQuery()) {
                List<Row> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(read(rows));
                }
                return found;
            }
        });
    }

    private static Row read(ResultSet row) throws SQLException {
        String by = row.getString(8);
        byte[] acknowledgement = row.getBytes(9);
        return new Row(
                new StoredIncident(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getLong(5),
                        row.getLong(7),
                        by == null ? "" : by),
                row.getBytes(6),
                acknowledgement == null ? new byte[0] : acknowledgement);
    }

    private <T> T with(LogRepository.Question<T> question) {
        return logs.with("the incidents of the ledger cannot be read or written", question);
    }
}
