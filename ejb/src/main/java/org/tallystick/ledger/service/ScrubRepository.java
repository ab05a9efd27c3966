package org.tallystick.ledger.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.HashMap;
import java.util.Map;

/** Rows of {@code ledger_scrub}: of several nodes one looks through a log. */
@ApplicationScoped
class ScrubRepository {
    private final LogRepository logs;

    @Inject
    ScrubRepository(LogRepository logs) {
        this.logs = logs;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected ScrubRepository() {
        this(null);
    }

    /** A log that has never been looked through is due after one interval: what it began with has just been written. */
    void enter(int logId, long now, String node) {
        change(
                "INSERT INTO ledger_scrub (log_id, begun_at, ended_at, node)"
                        + " SELECT l.log_id, CAST(? AS BIGINT), CAST(? AS BIGINT), CAST(? AS VARCHAR(64)) FROM ledger_log l"
                        + " WHERE l.log_id = ? AND NOT EXISTS (SELECT 1 FROM ledger_scrub s WHERE s.log_id = l.log_id)",
                now,
                now,
                node,
                logId);
    }

    /** @return whether this node is to look through the log now: nobody began since {@code before}, or it was cut off itself */
    boolean begin(int logId, long before, long now, String node) {
        return change(
                        "UPDATE ledger_scrub SET begun_at = ?, node = ? WHERE log_id = ?"
                                + " AND (begun_at <= ? OR (ended_at < begun_at AND node = ?))",
                        now,
                        node,
                        logId,
                        before,
                        node)
                == 1;
    }

    /** @param differences how many were found */
    void end(int logId, long now, int differences) {
        change("UPDATE ledger_scrub SET ended_at = ?, differences = ? WHERE log_id = ?", now, differences, logId);
    }

    /** The last look through each log that was ended, by the log's number. */
    Map<Integer, Look> last() {
        return logs.with("when logs were looked through cannot be read or written", connection -> {
            try (PreparedStatement statement =
                            connection.prepareStatement("SELECT log_id, ended_at, differences FROM ledger_scrub");
                    ResultSet rows = statement.executeQuery()) {
                Map<Integer, Look> last = new HashMap<>();
                while (rows.next()) {
                    last.put(rows.getInt(1), new Look(rows.getLong(2), rows.getInt(3)));
                }
                return last;
            }
        });
    }

    /**
     * One look through a log.
     *
     * @param endedAt UTC milliseconds; of a log that was never looked through, when it was first known here
     * @param differences found in it
     */
    record Look(long endedAt, int differences) {}

    private int change(String sql, Object... parameters) {
        return logs.with(
                "when logs were looked through cannot be read or written",
                connection -> LogRepository.change(connection, sql, parameters));
    }
}
