package org.tallystick.ledger.service;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.tallystick.ledger.EntryKind;
import org.tallystick.ledger.LedgerEntry;
import org.tallystick.shared.Sha256;

/** Puts what the ledger says about itself into a log, with the object that everybody may read. */
final class ObjectWriter implements GroupWriter<ObjectWriter.Statement> {
    static final ObjectWriter INSTANCE = new ObjectWriter();

    private ObjectWriter() {}

    /**
     * An object with its entry.
     *
     * @param recorded the log whose checkpoint this records; empty if it is about something else
     */
    record Statement(EntryKind kind, String id, byte[] object, Optional<Recording> recorded) {}

    /** A log and how many entries its recorded checkpoint covers. */
    record Recording(int logId, long size) {}

    @Override
    public void decide(List<Append<Statement>> items, GroupContext group) throws SQLException {
        for (Append<Statement> item : items) {
            Statement statement = item.item();
            if (statement.recorded().isEmpty() || isNews(statement.recorded().get(), group)) {
                item.add(new EntryDraft(
                        statement.kind(), statement.id(), LedgerEntry.NO_SUBJECT, Sha256.of(statement.object())));
            }
        }
    }

    /** Another node may have recorded it. */
    private static boolean isNews(Recording recording, GroupContext group) throws SQLException {
        return ShardRepository.recorded(group.connection(), recording.logId())
                .map(known -> known.size() < recording.size())
                .orElse(true);
    }

    @Override
    public void write(List<Append<Statement>> items, GroupContext group) throws SQLException {
        for (Append<Statement> item : items) {
            for (SequencedEntry entry : item.entries()) {
                ShardRepository.insertObject(
                        group.connection(),
                        group.log().id(),
                        entry.index(),
                        item.item().object());
                Optional<Recording> recording = item.item().recorded();
                if (recording.isPresent()) {
                    ShardRepository.record(
                            group.connection(),
                            recording.get().logId(),
                            new ShardRepository.Recorded(
                                    recording.get().size(), group.log().id(), entry.index(), group.timeMillis()));
                }
            }
        }
    }
}
