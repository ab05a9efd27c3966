package org.tallystick.ledger;

import org.tallystick.shared.Sha256;

/** The two hashes of the Merkle tree (RFC 6962 section 2.1): the prefix keeps a node from passing for a leaf. */
public final class MerkleHash {
    /** Bytes of a leaf hash, a node hash and a root. */
    public static final int HASH_LENGTH = Sha256.LENGTH;

    /** Root of the tree without leaves: SHA-256 of nothing. */
    public static final byte[] EMPTY_ROOT = Sha256.of();

    private static final byte[] LEAF = {0};
    private static final byte[] NODE = {1};

    private MerkleHash() {}

    public static byte[] leaf(byte[] entry) {
        return Sha256.of(LEAF, entry);
    }

    public static byte[] node(byte[] left, byte[] right) {
        return Sha256.of(NODE, left, right);
    }
}
