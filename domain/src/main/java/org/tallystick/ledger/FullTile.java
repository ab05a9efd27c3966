package org.tallystick.ledger;

import java.util.Arrays;
import java.util.Objects;

/**
 * A tile that will never change again.
 *
 * @param level 0 for leaf hashes; a hash of level n + 1 covers one full tile of level n
 * @param index of the tile within its level
 * @param hashes 256 hashes, 8,192 bytes
 */
public record FullTile(int level, long index, byte[] hashes) {
    public TileCoordinate coordinate() {
        return new TileCoordinate(level, index, TileCoordinate.FULL_WIDTH);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FullTile tile
                && level == tile.level
                && index == tile.index
                && Arrays.equals(hashes, tile.hashes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(level, index, Arrays.hashCode(hashes));
    }
}
