package org.tallystick.ledger.service;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import org.tallystick.ledger.LedgerEntry;

/** One group while it is being committed: its transaction, its ledger time and the entries sequenced so far. */
public final class GroupContext {
    private final LedgerLog log;
    private final Connection connection;
    private final long timeMillis;
    private final long firstIndex;
    private final boolean careful;
    private final Object knowledge;
    private final List<SequencedEntry> entries = new ArrayList<>();

    GroupContext(ShardWriter.Locked at, boolean careful) {
        this.log = at.shard().log();
        this.connection = at.connection();
        this.timeMillis = at.timeMillis();
        this.firstIndex = at.head().size();
        this.careful = careful;
        this.knowledge = at.tree();
    }

    public LedgerLog log() {
        return log;
    }

    public Connection connection() {
        return connection;
    }

    /** Ledger time of every entry of this group. */
    public long timeMillis() {
        return timeMillis;
    }

    /** True on the second try after a unique key was violated: look up what the first try took for granted. */
    public boolean careful() {
        return careful;
    }

    /**
     * The same object for as long as nobody else has appended to the log: once it is another one, what was remembered of the log's items may
     * be old.
     */
    public Object knowledge() {
        return knowledge;
    }

    /** Index of the group's first entry. */
    public long first() {
        return firstIndex;
    }

    /** Index of its last entry so far; one less than the first if it has none. */
    public long last() {
        return firstIndex + entries.size() - 1;
    }

    List<SequencedEntry> entries() {
        return entries;
    }

    SequencedEntry sequence(EntryDraft draft) {
        LedgerEntry entry = draft.at(timeMillis);
        SequencedEntry sequenced = new SequencedEntry(firstIndex + entries.size(), entry);
        entries.add(sequenced);
        return sequenced;
    }
}
