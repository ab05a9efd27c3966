package org.tallystick.ledger;

/** The hashes of a tree's perfect subtrees, wherever they are kept. */
interface PerfectNodes {
    /**
     * @param height 0 for leaves
     * @return the hash over the 2^height leaves from {@code index} * 2^height on
     */
    byte[] node(int height, long index);
}
