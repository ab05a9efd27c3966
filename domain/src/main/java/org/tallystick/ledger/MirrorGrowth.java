package org.tallystick.ledger;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Grows the tree of a mirror from the leaves that a log publishes, and stages every tile of it. */
final class MirrorGrowth {
    private final TileSource source;
    private final MirrorDirectory directory;
    private final Optional<MirroredEntries> entries;
    private final TileReader reader;
    private long tiles;
    private boolean reused;

    /** @param entries where entries are to be mirrored too */
    MirrorGrowth(TileSource source, MirrorDirectory directory, Optional<MirroredEntries> entries) {
        this.source = source;
        this.directory = directory;
        this.entries = entries;
        this.reader = new TileReader(source);
    }

    long tiles() {
        return tiles;
    }

    /** Whether the last run took anything that an earlier process had staged. */
    boolean reused() {
        return reused;
    }

    /**
     * @param tree of what is mirrored already
     * @param reuse whether to take what an earlier process staged
     * @return whether the tree has this head now; everything is staged then
     */
    boolean run(GrowingTree tree, long from, TreeHead head, Consumer<AuditProgress> progress, boolean reuse)
            throws IOException {
        tiles = 0;
        reused = false;
        byte[] open = tree.edges().isEmpty() ? new byte[0] : tree.edges().get(0);
        long first = from / TileCoordinate.FULL_WIDTH;
        for (long index = first; index * TileCoordinate.FULL_WIDTH < head.size(); index++) {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException("The mirror was interrupted.");
            }
            TileCoordinate coordinate = TileCoordinate.holding(0, index * TileCoordinate.FULL_WIDTH, head.size());
            Tile leaves = leaves(coordinate, reuse);
            int known = index == first ? open.length / MerkleHash.HASH_LENGTH : 0;
            if (!Arrays.equals(leaves.withWidth(known).bytes(), index == first ? open : new byte[0])) {
                return false;
            }
            append(tree, leaves, known);
            if (entries.isPresent()) {
                entries.get().mirror(source, new EntryBundleCoordinate(index, coordinate.width()), leaves, reuse);
            }
            tiles++;
            progress.accept(
                    new AuditProgress(Math.min(head.size(), (index + 1) * TileCoordinate.FULL_WIDTH), head.size()));
        }
        stageEdges(tree);
        return tree.head().equals(head);
    }

    private void append(GrowingTree tree, Tile leaves, int known) throws IOException {
        tree.startGroup();
        for (int i = known; i < leaves.width(); i++) {
            tree.append(leaves.hash(i));
        }
        for (FullTile full : tree.drainFullTiles()) {
            directory.stage("tile/" + full.coordinate().path(), full.hashes());
        }
    }

    private Tile leaves(TileCoordinate coordinate, boolean reuse) throws IOException {
        if (reuse && coordinate.width() == TileCoordinate.FULL_WIDTH) {
            Optional<byte[]> staged = directory.staged("tile/" + coordinate.path());
            if (staged.isPresent() && staged.get().length == TileCoordinate.FULL_WIDTH * MerkleHash.HASH_LENGTH) {
                reused = true;
                directory.take("tile/" + coordinate.path());
                return new Tile(staged.get());
            }
        }
        return reader.tile(coordinate);
    }

    private void stageEdges(GrowingTree tree) throws IOException {
        List<byte[]> edges = tree.edges();
        for (int level = 0; level < edges.size(); level++) {
            if (edges.get(level).length > 0) {
                long last = (tree.size() >> level * Tile.HEIGHT) - 1;
                TileCoordinate edge = TileCoordinate.holding(level, last, tree.size());
                directory.stage("tile/" + edge.path(), edges.get(level));
            }
        }
    }
}
