package org.tallystick.bench;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.tallystick.ledger.FullTile;
import org.tallystick.ledger.GrowingTree;
import org.tallystick.ledger.LedgerEntry;
import org.tallystick.ledger.MerkleHash;
import org.tallystick.shared.CopyRows;

/**
 * The open log of an institution, grown while its server is away: entries and tiles with every receipt, edges and head at the end, as if
 * another node had appended them. The server signs the next checkpoint itself, over the tree that it finds. Not thread-safe.
 */
final class LoadedLog {
    static final String ENTRIES = "ledger_entry (log_id, seq, leaf, leaf_hash)";
    static final int ENTRY_COLUMNS = 4;
    static final String TILES = "ledger_tile (log_id, level, n, data)";
    static final int TILE_COLUMNS = 4;

    private final int id;
    private final GrowingTree tree;
    private long lastTime;

    private LoadedLog(int id, GrowingTree tree, long lastTime) {
        this.id = id;
        this.tree = tree;
        this.lastTime = lastTime;
    }

    /** @throws BenchException if there is no open log, or its tree is not what its head says */
    static LoadedLog of(BenchRepository rows) throws SQLException {
        int id = rows.openLog();
        List<List<String>> heads =
                rows.list("SELECT size, encode(root, 'hex'), last_time FROM ledger_head WHERE log_id = " + id);
        if (heads.isEmpty()) {
            throw new BenchException("The started server has no open log.");
        }
        List<byte[]> edges =
                rows
                        .list("SELECT encode(data, 'hex') FROM ledger_edge WHERE log_id = " + id + " ORDER BY level")
                        .stream()
                        .map(row -> HexFormat.of().parseHex(row.get(0)))
                        .toList();
        List<String> head = heads.get(0);
        GrowingTree tree = GrowingTree.restore(Long.parseLong(head.get(0)), edges);
        if (!Arrays.equals(tree.head().root(), HexFormat.of().parseHex(head.get(1)))) {
            throw new BenchException("The log of the started server is not what its head says.");
        }
        return new LoadedLog(id, tree, Long.parseLong(head.get(2)));
    }

    int id() {
        return id;
    }

    /** Index of the next entry. */
    long size() {
        return tree.size();
    }

    /** Ledger time of the newest entry, UTC milliseconds: no later one is before it. */
    long lastTime() {
        return lastTime;
    }

    /** @return the entry's index */
    long append(LedgerEntry entry, CopyRows entries) {
        if (entry.timeMillis() < lastTime) {
            throw new IllegalArgumentException("ledger time never goes back");
        }
        lastTime = entry.timeMillis();
        byte[] leaf = entry.bytes();
        byte[] hash = MerkleHash.leaf(leaf);
        long index = tree.size();
        tree.append(hash);
        entries.row().integer(id).number(index).bytes(leaf).bytes(hash);
        return index;
    }

    /** Adds the tiles that have become full since the last call. */
    void drain(CopyRows tiles) {
        for (FullTile tile : tree.drainFullTiles()) {
            tiles.row().integer(id).integer(tile.level()).number(tile.index()).bytes(tile.hashes());
        }
        tree.startGroup();
    }

    /** Writes the open tiles and the head. */
    void write(BenchRepository rows) throws SQLException {
        List<byte[]> edges = tree.edges();
        rows.change(
                "UPDATE ledger_edge SET data = ? WHERE log_id = ? AND level = ?",
                IntStream.range(0, edges.size())
                        .mapToObj(level -> List.<Object>of(edges.get(level), id, level))
                        .toList());
        rows.change(
                "UPDATE ledger_head SET size = ?, root = ?, last_time = ? WHERE log_id = ? AND state = 'OPEN'",
                List.of(List.of(tree.size(), tree.head().root(), lastTime, id)));
    }
}
