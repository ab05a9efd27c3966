package org.tallystick.ledger;

import java.util.Arrays;

/**
 * What a tree of one size hashes to.
 *
 * @param size number of leaves
 * @param root 32 bytes
 */
public record TreeHead(long size, byte[] root) {
    /** @throws LedgerFormatException if the size is negative or the root is not 32 bytes long */
    public TreeHead {
        if (size < 0) {
            throw new LedgerFormatException("A tree size must not be negative");
        }
        HashPath.requireHash(root, "root");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TreeHead head && size == head.size && Arrays.equals(root, head.root);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(size) * 31 + Arrays.hashCode(root);
    }
}
