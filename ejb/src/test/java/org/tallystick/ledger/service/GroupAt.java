package org.tallystick.ledger.service;

import java.sql.Connection;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.tallystick.ledger.GrowingTree;

/** A group at a given ledger time, for writers of other capabilities whose decision must not reach the database. */
public final class GroupAt {
    /** Of one node that nobody else appends beside. */
    private static final GrowingTree OWN = GrowingTree.empty();

    private GroupAt() {}

    /** The context of a group without a connection. */
    public static GroupContext time(Instant time) {
        return context(null, OWN, 0, time);
    }

    /** The context of a group that begins at a place. @param tree as the node knows it: another one once others have appended */
    public static GroupContext place(Connection connection, GrowingTree tree, long first) {
        return context(connection, tree, first, Instant.EPOCH);
    }

    private static GroupContext context(Connection connection, GrowingTree tree, long first, Instant time) {
        LedgerLog log = new LedgerLog(1, "test.example/ledger/48023310/2026q4", "48023310", "2026q4", "");
        LedgerHead head = new LedgerHead(1, first, new byte[32], 0, 0, ShardState.OPEN);
        ShardTurn.Shard shard = new ShardTurn.Shard(log, null, null);
        return new GroupContext(new ShardWriter.Locked(shard, connection, head, tree, time.toEpochMilli()), false);
    }

    public static <T> Append<T> item(T item, GroupWriter<T> writer) {
        return new Append<>(item, writer);
    }

    /** Ends the item as its group's commit would, and says how. */
    public static <T> CompletableFuture<Optional<LedgerPosition>> end(Append<T> item) {
        item.complete(Optional.empty());
        return item.outcome();
    }
}
