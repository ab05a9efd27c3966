package org.tallystick.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Shows that one leaf is in a tree (RFC 9162 section 2.1.3).
 *
 * @param index of the leaf, from 0
 * @param size of the tree, in leaves
 * @param path sibling hashes of 32 bytes, the leaf's own sibling first
 */
public record InclusionProof(long index, long size, List<byte[]> path) {
    public InclusionProof {
        path = List.copyOf(path);
    }

    /** Total: an impossible index, size, path or hash length proves nothing, and nothing is thrown. */
    public boolean proves(byte[] leafHash, byte[] root) {
        if (index < 0 || index >= size || leafHash.length != MerkleHash.HASH_LENGTH || !HashPath.allHashes(path)) {
            return false;
        }
        long node = index;
        long last = size - 1;
        byte[] hash = leafHash;
        for (byte[] sibling : path) {
            if (last == 0) {
                return false;
            }
            if (isOdd(node) || node == last) {
                hash = MerkleHash.node(sibling, hash);
                int levels = levelsWithoutSibling(node);
                node >>= levels;
                last >>= levels;
            } else {
                hash = MerkleHash.node(hash, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && Arrays.equals(hash, root);
    }

    /**
     * The way from the leaf to the root, one step per hash of the path.
     *
     * @param leafHash 32 bytes
     * @return what there is of it; a path that is too long ends at the root
     */
    public List<ProofStep> steps(byte[] leafHash) {
        List<ProofStep> steps = new ArrayList<>();
        long node = index;
        long last = size - 1;
        byte[] hash = leafHash;
        for (byte[] sibling : path) {
            if (last == 0) {
                break;
            }
            boolean left = isOdd(node) || node == last;
            hash = left ? MerkleHash.node(sibling, hash) : MerkleHash.node(hash, sibling);
            steps.add(new ProofStep(left, sibling, hash));
            int levels = left ? levelsWithoutSibling(node) : 0;
            node >>= levels + 1;
            last >>= levels + 1;
        }
        return steps;
    }

    /** How many levels a node at the right edge rises before it has a sibling on its left. */
    static int levelsWithoutSibling(long node) {
        return node == 0 ? 0 : Long.numberOfTrailingZeros(node);
    }

    static boolean isOdd(long number) {
        return (number & 1) == 1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof InclusionProof proof
                && index == proof.index
                && size == proof.size
                && HashPath.equal(path, proof.path);
    }

    @Override
    public int hashCode() {
        return Objects.hash(index, size, HashPath.hashCode(path));
    }
}
