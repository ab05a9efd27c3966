package org.tallystick.ledger;

import java.util.ArrayList;
import java.util.List;

/** The definitions of RFC 9162 section 2.1 word for word: slow, and nothing to get wrong. */
final class NaiveTree {
    private NaiveTree() {}

    static byte[] root(List<byte[]> leaves) {
        if (leaves.isEmpty()) {
            return MerkleHash.EMPTY_ROOT;
        }
        if (leaves.size() == 1) {
            return leaves.get(0);
        }
        int k = split(leaves.size());
        return MerkleHash.node(root(leaves.subList(0, k)), root(leaves.subList(k, leaves.size())));
    }

    static List<byte[]> inclusion(int index, List<byte[]> leaves) {
        if (leaves.size() == 1) {
            return List.of();
        }
        int k = split(leaves.size());
        List<byte[]> left = leaves.subList(0, k);
        List<byte[]> right = leaves.subList(k, leaves.size());
        return index < k ? plus(inclusion(index, left), root(right)) : plus(inclusion(index - k, right), root(left));
    }

    static List<byte[]> consistency(int oldSize, List<byte[]> leaves) {
        return consistency(oldSize, leaves, true);
    }

    private static List<byte[]> consistency(int oldSize, List<byte[]> leaves, boolean whole) {
        if (oldSize == leaves.size()) {
            return whole ? List.of() : List.of(root(leaves));
        }
        int k = split(leaves.size());
        List<byte[]> left = leaves.subList(0, k);
        List<byte[]> right = leaves.subList(k, leaves.size());
        return oldSize <= k
                ? plus(consistency(oldSize, left, whole), root(right))
                : plus(consistency(oldSize - k, right, false), root(left));
    }

    private static int split(int size) {
        return Integer.highestOneBit(size - 1);
    }

    private static List<byte[]> plus(List<byte[]> path, byte[] hash) {
        List<byte[]> longer = new ArrayList<>(path);
        longer.add(hash);
        return longer;
    }
}
