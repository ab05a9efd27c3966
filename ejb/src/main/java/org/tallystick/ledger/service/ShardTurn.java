package org.tallystick.ledger.service;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.tallystick.ledger.EntryKind;
import org.tallystick.ledger.GrowingTree;
import org.tallystick.ledger.LedgerEntry;
import org.tallystick.ledger.MerkleHash;
import org.tallystick.ledger.NoteSigner;
import org.tallystick.ledger.TreeHead;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.Sha256;
import org.tallystick.shared.service.Ids;

/**
 * Ends a log and opens the one after it, in the transaction that has the old one's head locked: either everything of it is there or
 * nothing. Only the successor's key file is made before; one that a crash leaves behind is taken up by the next try.
 *
 * <p>The old log's last entry, of kind {@code sealed}, names the successor and its key; the successor's first, of kind {@code
 * checkpoint}, names the old log with its final size and root. A log that ends by an incident gets no more entry: what is stored of it is
 * not what was released.
 */
final class ShardTurn {
    private final LogKeys keys;
    private final ReleasedCheckpoints released;
    private final String host;

    ShardTurn(LogKeys keys, ReleasedCheckpoints released, String host) {
        this.keys = keys;
        this.released = released;
        this.host = host;
    }

    /**
     * Why and when a log ends.
     *
     * @param reason one word for programs: quarter, key, clock, rolled-back, damaged
     * @param lastTime ledger time of the old log's last entry
     * @param now ledger time of the successor's first
     */
    record Plan(ShardState end, String reason, long lastTime, long now) {}

    /** The log that is appended to, with what that takes. */
    record Shard(LedgerLog log, NoteSigner key, LedgerRepository rows) {
        static Shard of(LedgerLog log, LogKeys keys) {
            return new Shard(log, keys.of(log), new LedgerRepository(log.id()));
        }
    }

    /** A log that has just been opened and has its first entry. */
    record Opened(Shard shard, GrowingTree tree) {}

    /** @param tree the old log's as it was locked; it gets the last entry too */
    Opened turn(Connection connection, Shard old, LedgerHead head, GrowingTree tree, Plan plan) throws SQLException {
        LedgerLog next = next(connection, old.log(), plan);
        TreeHead last = plan.end() == ShardState.SEALED
                ? seal(connection, old, next, head, tree, plan)
                : new TreeHead(head.size(), head.root());
        old.rows().end(connection, plan.end(), plan.now());
        LogRepository.insert(connection, next, OptionalInt.of(old.log().id()));
        return begin(connection, Shard.of(next, keys), old.log(), last, plan);
    }

    /** After a halt the key of a name that this database has forgotten may have signed: a name with a key is not taken up then. */
    private LedgerLog next(Connection connection, LedgerLog old, Plan plan) throws SQLException {
        List<String> used = ShardRepository.of(connection, old.acquirer()).stream()
                .map(shard -> shard.log().shard())
                .toList();
        String name = ShardNames.free(
                old.acquirer(),
                plan.now(),
                shard -> used.contains(shard)
                        || released.knows(origin(old.acquirer(), shard))
                        || (plan.end() == ShardState.HALTED && keys.has(origin(old.acquirer(), shard))));
        return made(ShardRepository.highestId(connection) + 1, old.acquirer(), name);
    }

    /** A log with its key, not stored yet. */
    LedgerLog made(int id, String acquirer, String shard) {
        String origin = origin(acquirer, shard);
        return new LedgerLog(
                id, origin, acquirer, shard, keys.create(origin).verifier().vkey());
    }

    private String origin(String acquirer, String shard) {
        return host + "/ledger/" + acquirer + "/" + shard;
    }

    /** Names no shard that this platform ever signed for, also where the database has forgotten it. */
    LedgerLog first(int id, String acquirer, long now) {
        return made(id, acquirer, ShardNames.free(acquirer, now, shard -> released.knows(origin(acquirer, shard))));
    }

    private static TreeHead seal(
            Connection connection, Shard old, LedgerLog next, LedgerHead head, GrowingTree tree, Plan plan)
            throws SQLException {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("version", 1);
        object.put("event", "sealed");
        object.put("origin", old.log().origin());
        object.put("reason", plan.reason());
        object.put("successor", next.origin());
        object.put("successorKey", next.verifierKey());
        object.put("salt", Ids.random());
        append(
                connection,
                old.rows(),
                head,
                tree,
                new Said(EntryKind.SEALED, plan.lastTime(), JsonWriter.write(object)));
        return tree.head();
    }

    private static Opened begin(Connection connection, Shard shard, LedgerLog old, TreeHead last, Plan plan)
            throws SQLException {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("version", 1);
        object.put("event", "successor");
        object.put("origin", shard.log().origin());
        object.put("reason", plan.reason());
        object.put("predecessor", old.origin());
        object.put("predecessorKey", old.verifierKey());
        object.put("predecessorState", plan.end().wireName());
        object.put("size", last.size());
        object.put("root", Base64.getEncoder().encodeToString(last.root()));
        object.put("salt", Ids.random());
        GrowingTree tree = GrowingTree.empty();
        LedgerHead empty = new LedgerHead(1, 0, MerkleHash.EMPTY_ROOT, 0, 0, ShardState.OPEN);
        append(
                connection,
                shard.rows(),
                empty,
                tree,
                new Said(EntryKind.CHECKPOINT, plan.now(), JsonWriter.write(object)));
        return new Opened(shard, tree);
    }

    /** What a log says about itself, and the ledger time of its entry. */
    private record Said(EntryKind kind, long time, byte[] object) {}

    private static void append(
            Connection connection, LedgerRepository rows, LedgerHead head, GrowingTree tree, Said said)
            throws SQLException {
        LedgerEntry entry = new LedgerEntry(
                said.kind(), Ids.random(), LedgerEntry.NO_SUBJECT, said.time(), Sha256.of(said.object()));
        rows.extend(connection, head, tree, List.of(new SequencedEntry(head.size(), entry)), said.time());
        ShardRepository.insertObject(connection, rows.logId(), head.size(), said.object());
    }
}
