package org.tallystick.ledger;

import java.util.Arrays;
import java.util.List;

/** Lists of hashes, compared by content. */
final class HashPath {
    /** A tree has fewer than 2^63 leaves, so no proof is longer. */
    static final int MAX_LENGTH = 63;

    private HashPath() {}

    static void requireHash(byte[] hash, String name) {
        if (hash.length != MerkleHash.HASH_LENGTH) {
            throw new LedgerFormatException("The " + name + " must be " + MerkleHash.HASH_LENGTH + " bytes long");
        }
    }

    static boolean allHashes(List<byte[]> path) {
        return path.stream().allMatch(hash -> hash.length == MerkleHash.HASH_LENGTH);
    }

    static boolean equal(List<byte[]> one, List<byte[]> other) {
        return Arrays.deepEquals(one.toArray(), other.toArray());
    }

    static int hashCode(List<byte[]> path) {
        return Arrays.deepHashCode(path.toArray());
    }
}
