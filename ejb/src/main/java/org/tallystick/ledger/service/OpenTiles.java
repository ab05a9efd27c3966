package org.tallystick.ledger.service;

import java.util.Map;
import java.util.Optional;

/**
 * What one look at a log's edge saw: the tiles that are not full yet.
 *
 * @param size of the log at that moment
 * @param hashes by level; none of a level whose row is missing
 */
record OpenTiles(long size, Map<Integer, byte[]> hashes) {
    private static final int BITS = 8;

    /** The open tile of the level, if it is the one of this index, which follows from the number of full tiles before it. */
    Optional<byte[]> tile(int level, long index) {
        long nodes = BITS * level >= Long.SIZE ? 0 : size >>> (BITS * level);
        return nodes >>> BITS == index ? Optional.ofNullable(hashes.get(level)) : Optional.empty();
    }
}
