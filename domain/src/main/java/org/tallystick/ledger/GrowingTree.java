package org.tallystick.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The tree at the side where it grows: takes leaves group by group, gives the head, the proofs of the group and the
 * tiles it filled.
 *
 * <p>Every inner node is hashed once, when its last leaf arrives: one hash a leaf. The right edge is hashed once per
 * head. Proofs hash nothing. Kept in memory are the open tile of each level and what the current group added, whatever
 * the size of the tree.
 *
 * <p>A group: {@link #startGroup()}, {@link #append} each leaf, {@link #drainFullTiles()} and {@link #edges()} to store,
 * commit, {@link #head()} to sign, {@link #inclusion} for each leaf. If the commit fails, {@link #rollback()}; if its
 * outcome is unknown, {@link #restore} from what was stored. Not thread-safe.
 */
public final class GrowingTree {
    private final BinaryOperator<byte[]> join;

    /** By height. Appended only within a group, so that taking a group back is cutting the ends off. */
    private final NodeRun[] runs = new NodeRun[Long.SIZE];

    private long size;
    private long groupStart;

    /** Tiles that were full at this size have been handed out. */
    private long drainedSize;

    private long drainedAtGroupStart;

    /** Of the current size; dropped by every change. */
    private @Nullable TreeView view;

    private GrowingTree(long size, BinaryOperator<byte[]> join) {
        this.join = join;
        this.size = size;
        groupStart = size;
        drainedSize = size;
        drainedAtGroupStart = size;
        for (int height = 0; height < runs.length; height++) {
            runs[height] = new NodeRun(firstKept(height, size));
        }
    }

    public static GrowingTree empty() {
        return empty(MerkleHash::node);
    }

    static GrowingTree empty(BinaryOperator<byte[]> join) {
        return new GrowingTree(0, join);
    }

    /**
     * The tree whose {@link #edges()} were these. Whether they are the right ones shows in {@link #head()}: compare it
     * with the root that was stored beside them.
     *
     * @param edges by level, the hashes of the open tile end to end; empty where the level has no open tile
     * @throws LedgerFormatException if an edge has another width than the size demands
     */
    public static GrowingTree restore(long size, List<byte[]> edges) {
        if (size < 0) {
            throw new LedgerFormatException("A tree size must not be negative");
        }
        GrowingTree tree = new GrowingTree(size, MerkleHash::node);
        for (int level = 0; level < Math.max(edges.size(), levels(size)); level++) {
            byte[] edge = level < edges.size() ? edges.get(level) : new byte[0];
            if (edge.length != TileCoordinate.openWidth(level, size) * MerkleHash.HASH_LENGTH) {
                throw new LedgerFormatException("The edge of level " + level + " has not the width this size demands");
            }
            tree.restore(level, new Tile(edge));
        }
        return tree;
    }

    private void restore(int level, Tile edge) {
        for (int i = 0; i < edge.width(); i++) {
            runs[level * Tile.HEIGHT].add(edge.hash(i));
        }
        for (int above = 1; above < Tile.HEIGHT; above++) {
            int perfect = edge.width() >> above;
            if (InclusionProof.isOdd(perfect)) {
                runs[level * Tile.HEIGHT + above].add(edge.fold(perfect - 1 << above, above));
            }
        }
    }

    /** Ends the previous group for good: its proofs are no longer to be had, and {@link #rollback()} comes back here. */
    public void startGroup() {
        for (int height = 0; height < runs.length; height++) {
            runs[height].forgetBefore(firstKept(height, drainedSize));
        }
        groupStart = size;
        drainedAtGroupStart = drainedSize;
    }

    /** Takes back everything since {@link #startGroup()}. */
    public void rollback() {
        for (int height = 0; height < runs.length; height++) {
            runs[height].truncate(groupStart >> height);
        }
        size = groupStart;
        drainedSize = drainedAtGroupStart;
        view = null;
    }

    /** @param leafHash 32 bytes */
    public void append(byte[] leafHash) {
        HashPath.requireHash(leafHash, "leaf hash");
        byte[] hash = leafHash;
        long index = size;
        int height = 0;
        runs[0].add(hash);
        while (InclusionProof.isOdd(index)) {
            hash = join.apply(runs[height].get(index - 1), hash);
            height++;
            index >>= 1;
            runs[height].add(hash);
        }
        size++;
        view = null;
    }

    /** Number of leaves, which is the index of the next one. */
    public long size() {
        return size;
    }

    public TreeHead head() {
        return view().head();
    }

    /**
     * @param index of a leaf appended since {@link #startGroup()}
     * @return its proof in the tree of the current size
     * @throws IllegalArgumentException for any other index
     */
    public InclusionProof inclusion(long index) {
        if (index < groupStart || index >= size) {
            throw new IllegalArgumentException("Only leaves of the current group can be proved from memory");
        }
        return view().inclusion(index);
    }

    /** @return by level, the hashes of the open tile end to end; what {@link #restore} takes */
    public List<byte[]> edges() {
        List<byte[]> edges = new ArrayList<>();
        for (int level = 0; level < levels(size); level++) {
            long end = size >> level * Tile.HEIGHT;
            edges.add(runs[level * Tile.HEIGHT].join(end - TileCoordinate.openWidth(level, size), end));
        }
        return edges;
    }

    /** @return tiles that became full since the last call, lowest level first; they must be stored before the next group */
    public List<FullTile> drainFullTiles() {
        List<FullTile> full = new ArrayList<>();
        for (int level = 0; level + 1 < levels(size); level++) {
            int above = (level + 1) * Tile.HEIGHT;
            for (long tile = drainedSize >> above; tile < size >> above; tile++) {
                long from = tile * TileCoordinate.FULL_WIDTH;
                byte[] hashes = runs[level * Tile.HEIGHT].join(from, from + TileCoordinate.FULL_WIDTH);
                full.add(new FullTile(level, tile, hashes));
            }
        }
        drainedSize = size;
        return full;
    }

    private TreeView view() {
        TreeView current = view;
        if (current == null) {
            current = new TreeView(new Kept(), size, join);
            view = current;
        }
        return current;
    }

    /**
     * The first node of a height that later leaves can need: of a level's tile heights its open tile and those not yet
     * handed out, of any other height at most the last node, if it waits for its right sibling.
     */
    private long firstKept(int height, long drained) {
        if (height % Tile.HEIGHT == 0) {
            return drained >> height & -TileCoordinate.FULL_WIDTH;
        }
        return size >> height & -2L;
    }

    private static int levels(long size) {
        return (Long.SIZE - Long.numberOfLeadingZeros(size) + Tile.HEIGHT - 1) / Tile.HEIGHT;
    }

    private final class Kept implements PerfectNodes {
        @Override
        public byte[] node(int height, long index) {
            return runs[height].get(index);
        }
    }
}
