package org.tallystick.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;

/**
 * A tree at one size: its root and proofs, put together from perfect subtrees.
 *
 * <p>At each height at most one node of a tree is not perfect, the one at the right edge. These are hashed once, here;
 * everything afterwards is only looked up.
 */
final class TreeView {
    private final PerfectNodes nodes;
    private final long size;

    /** At height h: hash of the leaves that do not fill a node of that height; unset where there are none. */
    private final byte[][] rest;

    TreeView(PerfectNodes nodes, long size, BinaryOperator<byte[]> join) {
        this.nodes = nodes;
        this.size = size;
        rest = new byte[heightAbove(size) + 1][];
        for (int height = 0; height < rest.length - 1; height++) {
            if (InclusionProof.isOdd(size >> height)) {
                byte[] left = nodes.node(height, (size >> height) - 1);
                rest[height + 1] = hasRest(height) ? join.apply(left, rest[height]) : left;
            } else {
                rest[height + 1] = rest[height];
            }
        }
    }

    TreeHead head() {
        return new TreeHead(size, size == 0 ? MerkleHash.EMPTY_ROOT : rest[rest.length - 1]);
    }

    InclusionProof inclusion(long index) {
        List<byte[]> path = new ArrayList<>(rest.length);
        for (int height = 0; size - 1 >> height > 0; height++) {
            long sibling = index >> height ^ 1;
            long perfect = size >> height;
            if (sibling < perfect) {
                path.add(nodes.node(height, sibling));
            } else if (sibling == perfect && hasRest(height)) {
                path.add(rest[height]);
            }
        }
        return new InclusionProof(index, size, path);
    }

    ConsistencyProof consistency(long oldSize) {
        List<byte[]> path = new ArrayList<>(rest.length);
        if (oldSize > 0) {
            consistency(oldSize, 0, size, path);
        }
        return new ConsistencyProof(oldSize, size, path);
    }

    /** SUB of RFC 9162 section 2.1.4.1, with positions counted from the first leaf of the whole tree. */
    private void consistency(long oldSize, long from, long to, List<byte[]> path) {
        if (oldSize == to) {
            if (from > 0) {
                path.add(hash(from, to));
            }
            return;
        }
        long middle = from + Long.highestOneBit(to - from - 1);
        if (oldSize <= middle) {
            consistency(oldSize, from, middle, path);
            path.add(hash(middle, to));
        } else {
            consistency(oldSize, middle, to, path);
            path.add(hash(from, middle));
        }
    }

    private byte[] hash(long from, long to) {
        long length = to - from;
        if (Long.bitCount(length) == 1) {
            int height = Long.numberOfTrailingZeros(length);
            return nodes.node(height, from >> height);
        }
        return rest[heightAbove(length)];
    }

    private boolean hasRest(int height) {
        return height > Long.numberOfTrailingZeros(size);
    }

    /** The lowest height whose nodes are wider than so many leaves. */
    private static int heightAbove(long leaves) {
        return Long.SIZE - Long.numberOfLeadingZeros(leaves);
    }
}
