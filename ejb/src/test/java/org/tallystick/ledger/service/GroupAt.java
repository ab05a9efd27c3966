package org.tallystick.ledger.service;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.tallystick.ledger.GrowingTree;

/** A group at a given ledger time, for writers of other capabilities whose decision must not reach the database. */
public final class GroupAt {
    private GroupAt() {}

    /** The context of a group without a connection. */
    public static GroupContext time(Instant time) {
        LedgerLog log = new LedgerLog(1, "test.example/ledger/48023310/2026q4", "48023310", "2026q4", "");
        LedgerHead head = new LedgerHead(1, 0, new byte[32], 0, 0, ShardState.OPEN);
        ShardTurn.Shard shard = new ShardTurn.Shard(log, null, null);
        return new GroupContext(
                new ShardWriter.Locked(shard, null, head, GrowingTree.empty(), time.toEpochMilli()), false);
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
