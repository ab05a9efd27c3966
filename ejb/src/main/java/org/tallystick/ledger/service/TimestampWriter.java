package org.tallystick.ledger.service;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.tallystick.ledger.EntryKind;
import org.tallystick.ledger.LedgerEntry;
import org.tallystick.shared.Sha256;

/**
 * Puts a timestamp's record and its entry into the log in one transaction. One that does not cover the record before it, such as a
 * second one over the same checkpoint by another server, adds nothing.
 */
final class TimestampWriter implements GroupWriter<NewTimestamp> {
    static final TimestampWriter INSTANCE = new TimestampWriter();

    private TimestampWriter() {}

    @Override
    public void decide(List<Append<NewTimestamp>> items, GroupContext group) throws SQLException {
        long covered = newest(group).map(StoredTimestamp::index).orElse(-1L);
        items.stream()
                .filter(item -> item.item().size() > covered)
                .findFirst()
                .ifPresent(item -> item.add(new EntryDraft(
                        EntryKind.TIMESTAMP,
                        Long.toString(item.item().size()),
                        LedgerEntry.NO_SUBJECT,
                        Sha256.of(item.item().record()))));
    }

    @Override
    public void write(List<Append<NewTimestamp>> items, GroupContext group) throws SQLException {
        Optional<StoredTimestamp> before = newest(group);
        for (Append<NewTimestamp> item : items) {
            for (SequencedEntry entry : item.entries()) {
                NewTimestamp made = item.item();
                StoredTimestamp facts = new StoredTimestamp(
                        group.log().id(),
                        made.size(),
                        entry.index(),
                        before.map(last -> generation(last, made)).orElse(1),
                        made.at(),
                        made.certificate(),
                        made.strength());
                TimestampRepository.insert(group.connection(), facts, made);
            }
        }
    }

    private static Optional<StoredTimestamp> newest(GroupContext group) throws SQLException {
        return TimestampRepository.newest(group.connection(), group.log().id());
    }

    private static int generation(StoredTimestamp last, NewTimestamp made) {
        boolean same = last.certificate().thumbprint().equals(made.certificate().thumbprint())
                && last.strength() == made.strength();
        return same ? last.generation() : last.generation() + 1;
    }
}
