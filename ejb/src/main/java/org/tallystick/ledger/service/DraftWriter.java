package org.tallystick.ledger.service;

import java.util.List;

/** Writer of entries whose objects are stored elsewhere: adds the entry, writes nothing more. */
final class DraftWriter implements GroupWriter<EntryDraft> {
    static final DraftWriter INSTANCE = new DraftWriter();

    private DraftWriter() {}

    @Override
    public void decide(List<Append<EntryDraft>> items, GroupContext group) {
        items.forEach(item -> item.add(item.item()));
    }

    @Override
    public void write(List<Append<EntryDraft>> items, GroupContext group) {
        // The entry itself is everything.
    }
}
