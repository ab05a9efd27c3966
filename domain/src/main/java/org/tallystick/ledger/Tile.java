package org.tallystick.ledger;

import java.util.Arrays;
import java.util.List;

/** Up to 256 hashes, end to end. */
record Tile(byte[] bytes) {
    /** A full tile spans eight heights of the tree. */
    static final int HEIGHT = 8;

    static final Tile EMPTY = new Tile(new byte[0]);

    static Tile of(List<byte[]> hashes) {
        byte[] bytes = new byte[hashes.size() * MerkleHash.HASH_LENGTH];
        for (int i = 0; i < hashes.size(); i++) {
            System.arraycopy(hashes.get(i), 0, bytes, i * MerkleHash.HASH_LENGTH, MerkleHash.HASH_LENGTH);
        }
        return new Tile(bytes);
    }

    int width() {
        return bytes.length / MerkleHash.HASH_LENGTH;
    }

    /** The same, cut or filled up with zeros to a width. */
    Tile withWidth(int width) {
        return new Tile(Arrays.copyOf(bytes, width * MerkleHash.HASH_LENGTH));
    }

    byte[] hash(int index) {
        int from = index * MerkleHash.HASH_LENGTH;
        return Arrays.copyOfRange(bytes, from, from + MerkleHash.HASH_LENGTH);
    }

    boolean sameHash(int index, Tile other) {
        int from = index * MerkleHash.HASH_LENGTH;
        int to = from + MerkleHash.HASH_LENGTH;
        return Arrays.equals(bytes, from, to, other.bytes, from, to);
    }

    /** @return the node over 2^height hashes from {@code from} on */
    byte[] fold(int from, int height) {
        if (height == 0) {
            return hash(from);
        }
        int half = height - 1;
        return MerkleHash.node(fold(from, half), fold(from + (1 << half), half));
    }

    /** @return the node over all hashes of a full tile */
    byte[] fold() {
        return fold(0, HEIGHT);
    }
}
