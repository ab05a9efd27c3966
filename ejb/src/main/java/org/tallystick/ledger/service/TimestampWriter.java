package org.tallystick.ledger.service;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.ledger.EntryKind;
import org.tallystick.ledger.LedgerEntry;
import org.tallystick.shared.Sha256;

/**
 * Puts a timestamp's record and its entry into the log that is open, in one transaction. One that does not cover the record before it,
 * such as a second one over the same checkpoint by another server, adds nothing.
 */
final class TimestampWriter implements GroupWriter<TimestampWriter.Stamping> {
    static final TimestampWriter INSTANCE = new TimestampWriter();

    private TimestampWriter() {}

    /** A timestamp over a checkpoint of this log, which may have ended. */
    record Stamping(int logId, NewTimestamp made) {}

    @Override
    public void decide(List<Append<Stamping>> items, GroupContext group) throws SQLException {
        Map<Integer, Boolean> taken = new HashMap<>();
        for (Append<Stamping> item : items) {
            Stamping stamping = item.item();
            if (isNews(stamping, group) && taken.putIfAbsent(stamping.logId(), true) == null) {
                item.add(new EntryDraft(
                        EntryKind.TIMESTAMP,
                        Long.toString(stamping.made().size()),
                        LedgerEntry.NO_SUBJECT,
                        Sha256.of(stamping.made().record())));
            }
        }
    }

    /** Of a log that has ended no entry follows in it that would have to be covered. */
    private static boolean isNews(Stamping stamping, GroupContext group) throws SQLException {
        Optional<StoredTimestamp> newest = TimestampRepository.newest(group.connection(), stamping.logId());
        boolean ended = stamping.logId() != group.log().id();
        long covered = newest.map(last -> ended ? last.size() : last.index()).orElse(-1L);
        return stamping.made().size() > covered;
    }

    @Override
    public void write(List<Append<Stamping>> items, GroupContext group) throws SQLException {
        for (Append<Stamping> item : items) {
            for (SequencedEntry entry : item.entries()) {
                Stamping stamping = item.item();
                Optional<StoredTimestamp> before = TimestampRepository.newest(group.connection(), stamping.logId());
                NewTimestamp made = stamping.made();
                StoredTimestamp facts = new StoredTimestamp(
                        stamping.logId(),
                        made.size(),
                        entry.index(),
                        before.map(last -> generation(last, made)).orElse(1),
                        made.at(),
                        made.certificate(),
                        made.strength(),
                        group.log().id());
                TimestampRepository.insert(group.connection(), facts, made);
            }
        }
    }

    private static int generation(StoredTimestamp last, NewTimestamp made) {
        return last.isLike(made.certificate(), made.strength()) ? last.generation() : last.generation() + 1;
    }
}
