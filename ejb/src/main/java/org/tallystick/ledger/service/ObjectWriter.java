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
    record Statement(EntryKind kind, String id, byte[] object, Optional<SeenLog> recorded) {}

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
    private static boolean isNews(SeenLog seen, GroupContext group) throws SQLException {
        return ShardRepository.recorded(group.connection(), seen.log().id())
                .map(known -> seen.isNews(known, group.log().id()))
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
                Optional<SeenLog> seen = item.item().recorded();
                if (seen.isPresent()) {
                    ShardRepository.record(
                            group.connection(),
                            seen.get().log().id(),
                            new ShardRepository.Recorded(
                                    seen.get().size(),
                                    seen.get().sealed(),
                                    group.log().id(),
                                    entry.index(),
                                    group.timeMillis()));
                }
            }
        }
    }
}
