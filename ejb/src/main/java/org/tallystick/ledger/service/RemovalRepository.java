package org.tallystick.ledger.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.Checkpoint;
import org.tallystick.ledger.LedgerEntry;
import org.tallystick.ledger.LedgerFormatException;
import org.tallystick.ledger.MasterRemoval;
import org.tallystick.ledger.MerkleHash;
import org.tallystick.ledger.SignedNote;
import org.tallystick.ledger.TreeHead;
import org.tallystick.shared.service.DatabaseCluster;

/** Rows of {@code ledger_removal}, and the entries that go with a removed log. */
@ApplicationScoped
class RemovalRepository {
    private static final String ROWS =
            "SELECT l.log_id, l.origin, l.acquirer, l.shard, l.verifier_key, r.id, r.ended, r.removed_at, r.policy, r.object,"
                    + " r.master_log, r.master_seq, r.cleared_at, r.keep_days, r.public_log, r.public_seq"
                    + " FROM ledger_removal r JOIN ledger_log l ON l.log_id = r.log_id";

    /** Ended and not removed, the oldest first. */
    private static final String ENDED =
            "SELECT l.log_id, l.origin, l.acquirer, l.shard, l.verifier_key, h.state, h.size, h.root, h.last_time, p.log_id,"
                    + " c.note, COALESCE(d.sealed, FALSE),"
                    + " EXISTS (SELECT 1 FROM ledger_incident i WHERE i.log_id = l.log_id AND i.acknowledged_at IS NULL),"
                    + " COALESCE(d.recorded_at, 0), d.master_seq < COALESCE(m.size, 0)"
                    + " FROM ledger_log l JOIN ledger_head h ON h.log_id = l.log_id"
                    + " LEFT JOIN ledger_checkpoint c ON c.log_id = l.log_id LEFT JOIN ledger_record d ON d.log_id = l.log_id"
                    + " LEFT JOIN ledger_checkpoint m ON m.log_id = d.master_log"
                    + " LEFT JOIN ledger_head p ON p.log_id = l.predecessor AND p.state <> 'REMOVED'"
                    + " WHERE h.state IN ('SEALED', 'HALTED') AND l.acquirer <> '" + LedgerLog.MASTER
                    + "' ORDER BY l.log_id";

    private final LogRepository logs;

    /**
     * A removal with the object of its entry in the master log.
     *
     * @param masterLog where its newest entry is; none while it waits for one
     * @param before an earlier entry that was public when it was repeated, in an earlier master log
     */
    record Row(
            RemovedLog removed,
            String id,
            ShardState ended,
            byte[] object,
            OptionalInt masterLog,
            Optional<Place> before) {
        /** Places of its entries, the newest first. */
        List<Place> places() {
            return Stream.concat(
                            masterLog.stream()
                                    .mapToObj(log ->
                                            new Place(log, removed.place().orElseThrow())),
                            before.stream())
                    .toList();
        }
    }

    /** Of an entry in a master log. */
    record Place(int masterLog, long index) {}

    @Inject
    RemovalRepository(LogRepository logs) {
        this.logs = logs;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected RemovalRepository() {
        this(null);
    }

    List<Row> all() {
        return with(connection -> list(connection, ROWS + " ORDER BY r.removed_at, r.log_id"));
    }

    Optional<Row> of(int logId) {
        return with(connection -> list(connection, ROWS + " WHERE r.log_id = " + logId)).stream()
                .findFirst();
    }

    List<EndedLog> ended() {
        return with(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(ENDED);
                    ResultSet rows = statement.executeQuery()) {
                List<EndedLog> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(ended(rows));
                }
                return found;
            }
        });
    }

    private static EndedLog ended(ResultSet row) throws SQLException {
        ShardState state = ShardState.valueOf(row.getString(6));
        int predecessor = row.getInt(10);
        TreeHead stored = new TreeHead(row.getLong(7), row.getBytes(8));
        TreeHead shown = shown(row.getString(11));
        boolean sealed = state == ShardState.SEALED;
        boolean isPublic =
                sealed ? shown.equals(stored) && row.getBoolean(12) : row.getBoolean(15) || shown.size() == 0;
        return new EndedLog(
                log(row),
                state,
                shown,
                Instant.ofEpochMilli(sealed ? row.getLong(9) : Math.max(row.getLong(9), row.getLong(14))),
                predecessor == 0 ? OptionalInt.empty() : OptionalInt.of(predecessor),
                isPublic,
                row.getBoolean(13));
    }

    /** What the public checkpoint is over; of a log that an incident has ended it may be less than what is stored. */
    private static TreeHead shown(@Nullable String note) {
        return note == null
                ? new TreeHead(0, MerkleHash.EMPTY_ROOT)
                : Checkpoint.parse(SignedNote.parse(note.getBytes(StandardCharsets.UTF_8))
                                .text())
                        .head();
    }

    /**
     * Marks a log as removed, in one transaction that locks its head, on disk and wherever else it must be when this returns.
     *
     * @return false if it is removed already, still takes entries, or has another tree than the order says
     */
    boolean mark(LedgerLog log, String id, MasterRemoval said, DatabaseCluster cluster) {
        // What a restored database has may be another tree than the one whose removal was ordered.
        TreeHead shown = shown(logs.published(log.id())
                .map(LogRepository.PublishedCheckpoint::note)
                .orElse(null));
        if (!shown.equals(said.head())) {
            return false;
        }
        try {
            return logs.durably(connection -> {
                cluster.require(connection);
                ShardState before =
                        new LedgerRepository(log.id()).lockHead(connection).state();
                boolean ended = before == ShardState.SEALED || before == ShardState.HALTED;
                if (ended) {
                    mark(connection, log.id(), before, id, said);
                }
                return ended;
            });
        } catch (SQLException e) {
            throw new IllegalStateException(log.origin() + " cannot be marked as removed now: " + e.getMessage(), e);
        }
    }

    private static void mark(Connection connection, int logId, ShardState before, String id, MasterRemoval said)
            throws SQLException {
        LogRepository.change(
                connection,
                "INSERT INTO ledger_removal (log_id, id, ended, removed_at, policy, keep_days, object, cleared_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, 0)",
                logId,
                id,
                before.name(),
                said.at().toEpochMilli(),
                said.policy(),
                said.keepDays(),
                said.bytes());
        LogRepository.change(connection, "INSERT INTO removal_turn (log_id) VALUES (?)", logId);
        LogRepository.change(connection, "UPDATE ledger_head SET state = 'REMOVED' WHERE log_id = ?", logId);
    }

    /** @param before an earlier entry that is public */
    void stated(int logId, Place place, Optional<Place> before) {
        change(
                "UPDATE ledger_removal SET master_log = ?, master_seq = ? WHERE log_id = ?",
                place.masterLog(),
                place.index(),
                logId);
        before.ifPresent(one -> change(
                "UPDATE ledger_removal SET public_log = ?, public_seq = ? WHERE log_id = ?",
                one.masterLog(),
                one.index(),
                logId));
    }

    void cleared(int logId, long at) {
        change("UPDATE ledger_removal SET cleared_at = ? WHERE log_id = ?", at, logId);
    }

    /** Deletes those of some entries that go with their log. @return where the next ones begin; empty if there are none */
    OptionalLong deleteEntries(int logId, long from, long most) {
        List<LogRepository.StoredEntry> entries = logs.entries(logId, from, from + most);
        return with(connection -> {
            long begin = from;
            for (LogRepository.StoredEntry entry : entries) {
                if (!goes(entry)) {
                    delete(connection, logId, begin, entry.index());
                    begin = entry.index() + 1;
                }
            }
            delete(connection, logId, begin, from + most);
            return from + most < logs.head(logId).size() ? OptionalLong.of(from + most) : OptionalLong.empty();
        });
    }

    private static void delete(Connection connection, int logId, long from, long to) throws SQLException {
        if (from < to) {
            LogRepository.change(
                    connection, "DELETE FROM ledger_entry WHERE log_id = ? AND seq >= ? AND seq < ?", logId, from, to);
        }
    }

    /** What is in no known form stands for nothing. */
    private static boolean goes(LogRepository.StoredEntry entry) {
        return parsed(entry).filter(known -> !known.kind().goesWithItsLog()).isEmpty();
    }

    /** Empty if there is none, or one in no known form. */
    Optional<LedgerEntry> entry(int logId, long index) {
        return logs.entries(logId, index, index + 1).stream().findFirst().flatMap(RemovalRepository::parsed);
    }

    private static Optional<LedgerEntry> parsed(LogRepository.StoredEntry entry) {
        try {
            return Optional.of(LedgerEntry.parse(entry.bytes()));
        } catch (LedgerFormatException e) {
            return Optional.empty();
        }
    }

    private static List<Row> list(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            List<Row> found = new ArrayList<>();
            while (rows.next()) {
                found.add(row(rows));
            }
            return found;
        }
    }

    private static Row row(ResultSet row) throws SQLException {
        int master = row.getInt(11);
        boolean stated = !row.wasNull();
        int publicLog = row.getInt(15);
        boolean repeated = !row.wasNull();
        RemovedLog removed = new RemovedLog(
                log(row),
                Instant.ofEpochMilli(row.getLong(8)),
                row.getString(9),
                row.getInt(14),
                stated ? OptionalLong.of(row.getLong(12)) : OptionalLong.empty(),
                row.getLong(13) > 0);
        return new Row(
                removed,
                row.getString(6),
                ShardState.valueOf(row.getString(7)),
                row.getBytes(10),
                stated ? OptionalInt.of(master) : OptionalInt.empty(),
                repeated ? Optional.of(new Place(publicLog, row.getLong(16))) : Optional.empty());
    }

    private static LedgerLog log(ResultSet row) throws SQLException {
        return new LedgerLog(row.getInt(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5));
    }

    private void change(String sql, Object... parameters) {
        with(connection -> LogRepository.change(connection, sql, parameters));
    }

    private <T> T with(LogRepository.Question<T> question) {
        return logs.with("what was removed of the ledger cannot be read or written", question);
    }
}
