package org.tallystick.ledger;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Shows that a tree begins with all leaves of an older one, in their order (RFC 9162 section 2.1.4).
 *
 * @param oldSize leaves of the older tree
 * @param newSize leaves of the newer tree
 * @param path hashes of 32 bytes; empty between equal sizes
 */
public record ConsistencyProof(long oldSize, long newSize, List<byte[]> path) {
    public ConsistencyProof {
        path = List.copyOf(path);
    }

    /**
     * Total: whatever cannot be is {@code false}, and nothing is thrown. So is an old size of 0: every tree begins with
     * the empty one, which callers know without a proof.
     */
    public boolean proves(byte[] oldRoot, byte[] newRoot) {
        if (oldSize <= 0 || oldSize > newSize || !HashPath.allHashes(path)) {
            return false;
        }
        if (oldSize == newSize) {
            return path.isEmpty() && Arrays.equals(oldRoot, newRoot);
        }
        // A perfect old tree is itself the first node, and the path does not repeat its root.
        boolean perfect = Long.bitCount(oldSize) == 1;
        if (path.isEmpty() || perfect && oldRoot.length != MerkleHash.HASH_LENGTH) {
            return false;
        }
        byte[] first = perfect ? oldRoot : path.get(0);
        return climb(first, path.subList(perfect ? 0 : 1, path.size()), oldRoot, newRoot);
    }

    private boolean climb(byte[] first, List<byte[]> rest, byte[] oldRoot, byte[] newRoot) {
        int shared = Long.numberOfTrailingZeros(oldSize);
        long node = oldSize - 1 >> shared;
        long last = newSize - 1 >> shared;
        byte[] oldHash = first;
        byte[] newHash = first;
        for (byte[] sibling : rest) {
            if (last == 0) {
                return false;
            }
            if (InclusionProof.isOdd(node) || node == last) {
                oldHash = MerkleHash.node(sibling, oldHash);
                newHash = MerkleHash.node(sibling, newHash);
                int levels = InclusionProof.levelsWithoutSibling(node);
                node >>= levels;
                last >>= levels;
            } else {
                newHash = MerkleHash.node(newHash, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && Arrays.equals(oldHash, oldRoot) && Arrays.equals(newHash, newRoot);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ConsistencyProof proof
                && oldSize == proof.oldSize
                && newSize == proof.newSize
                && HashPath.equal(path, proof.path);
    }

    @Override
    public int hashCode() {
        return Objects.hash(oldSize, newSize, HashPath.hashCode(path));
    }
}
