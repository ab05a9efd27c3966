package org.tallystick.ledger;

import java.util.Arrays;

/** The hashes of one height, without those that nobody needs any more. */
final class NodeRun {
    private long first;
    private int count;
    private byte[][] hashes = {};

    /** @param first index of the hash that is added first */
    NodeRun(long first) {
        this.first = first;
    }

    void add(byte[] hash) {
        if (count == hashes.length) {
            hashes = Arrays.copyOf(hashes, Math.max(8, count * 2));
        }
        hashes[count++] = hash;
    }

    byte[] get(long index) {
        if (index < first || index >= first + count) {
            throw new IllegalStateException("The tree no longer keeps this node");
        }
        return hashes[(int) (index - first)];
    }

    /** @return the hashes from one index up to before another, end to end */
    byte[] join(long from, long to) {
        byte[] joined = new byte[(int) (to - from) * MerkleHash.HASH_LENGTH];
        for (long index = from; index < to; index++) {
            int offset = (int) (index - from) * MerkleHash.HASH_LENGTH;
            System.arraycopy(get(index), 0, joined, offset, MerkleHash.HASH_LENGTH);
        }
        return joined;
    }

    void forgetBefore(long index) {
        int gone = (int) Math.min(Math.max(0, index - first), count);
        System.arraycopy(hashes, gone, hashes, 0, count - gone);
        Arrays.fill(hashes, count - gone, count, null);
        first += gone;
        count -= gone;
    }

    /** Takes back what was added at and after an index. */
    void truncate(long end) {
        int kept = (int) (end - first);
        Arrays.fill(hashes, kept, count, null);
        count = kept;
    }
}
