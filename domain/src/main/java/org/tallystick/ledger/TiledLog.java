package org.tallystick.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A published log at one size: root and proofs, put together from its tiles.
 *
 * <p>It computes and does not judge: compare {@link #head()} with a checkpoint, and let the proofs prove something,
 * before anything is believed. Every method throws what the source throws, and {@link LedgerFormatException} for tiles
 * of a wrong length. Not thread-safe.
 */
public final class TiledLog {
    private final long size;
    private final TileNodes nodes;
    private @Nullable TreeView view;

    /** @throws LedgerFormatException if the size is negative */
    public TiledLog(TileSource source, long size) {
        if (size < 0) {
            throw new LedgerFormatException("A tree size must not be negative");
        }
        this.size = size;
        this.nodes = new TileNodes(source, size);
    }

    public TreeHead head() throws IOException {
        return read(TreeView::head);
    }

    /** @throws IllegalArgumentException if there is no such leaf */
    public InclusionProof inclusion(long index) throws IOException {
        requireLeaf(index);
        return read(tree -> tree.inclusion(index));
    }

    /** @throws IllegalArgumentException if the old size is negative or larger than this one */
    public ConsistencyProof consistency(long oldSize) throws IOException {
        if (oldSize < 0 || oldSize > size) {
            throw new IllegalArgumentException("The old size must be from 0 to the size of the log");
        }
        return read(tree -> tree.consistency(oldSize));
    }

    /** @throws IllegalArgumentException if there is no such leaf */
    public byte[] leafHash(long index) throws IOException {
        requireLeaf(index);
        return unwrapping(() -> nodes.node(0, index));
    }

    private void requireLeaf(long index) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("The index must be from 0 to below the size of the log");
        }
    }

    private <T> T read(Function<TreeView, T> question) throws IOException {
        return unwrapping(() -> question.apply(view()));
    }

    private TreeView view() {
        TreeView current = view;
        if (current == null) {
            current = new TreeView(nodes, size, MerkleHash::node);
            view = current;
        }
        return current;
    }

    private static <T> T unwrapping(Supplier<T> reading) throws IOException {
        try {
            return reading.get();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
