package org.tallystick.ledger;

/**
 * Which tile, at which width (C2SP tlog-tiles).
 *
 * @param level 0 (leaf hashes) to 7
 * @param index of the tile within its level, from 0
 * @param width number of hashes, 1 to 256; below 256 the tile is partial
 */
public record TileCoordinate(int level, long index, int width) {
    /** Hashes of a full tile, entries of a full bundle. */
    public static final int FULL_WIDTH = 256;

    private static final int MAX_LEVEL = 7;

    /** @throws LedgerFormatException if no tree can have such a tile */
    public TileCoordinate {
        if (level < 0 || level > MAX_LEVEL || index < 0 || width < 1 || width > FULL_WIDTH) {
            throw new LedgerFormatException("A tile has a level from 0 to 7, an index and a width from 1 to 256");
        }
        long hashesOfLevel = Long.MAX_VALUE >> level * Tile.HEIGHT;
        if (width > hashesOfLevel || index > (hashesOfLevel - width) / FULL_WIDTH) {
            throw new LedgerFormatException("No tree has so many tiles on this level");
        }
    }

    /** @return {@code 0/x001/234} or {@code 0/273.p/112}, which follows {@code tile/} */
    public String path() {
        return level + "/" + new TilePath(index, width).text();
    }

    /** @throws LedgerFormatException unless {@link #path()} of the result is exactly this text */
    public static TileCoordinate parse(String path) {
        if (path.length() < 2 || path.charAt(0) < '0' || path.charAt(0) > '7' || path.charAt(1) != '/') {
            throw new LedgerFormatException("A tile path must begin with a level from 0 to 7 and a slash");
        }
        TilePath rest = TilePath.parse(path.substring(2));
        return new TileCoordinate(path.charAt(0) - '0', rest.index(), rest.width());
    }

    /** Whether a tree of this size has all hashes of this tile. */
    public boolean existsAt(long size) {
        return index * FULL_WIDTH + width <= size >> level * Tile.HEIGHT;
    }

    /** The same tile once it is full. */
    public TileCoordinate full() {
        return new TileCoordinate(level, index, FULL_WIDTH);
    }

    /** Index of the first leaf under the hash at this place of the tile. */
    long firstLeaf(int place) {
        return index * FULL_WIDTH + place << level * Tile.HEIGHT;
    }

    /** Number of hashes in the open tile of a level; 0 if there is none. */
    static int openWidth(int level, long size) {
        return (int) (size >> level * Tile.HEIGHT) & FULL_WIDTH - 1;
    }

    /** The tile that holds a node of tile height, as wide as a tree of this size has it. */
    static TileCoordinate holding(int level, long node, long size) {
        long tile = node / FULL_WIDTH;
        long width = Math.min(FULL_WIDTH, (size >> level * Tile.HEIGHT) - tile * FULL_WIDTH);
        return new TileCoordinate(level, tile, (int) width);
    }
}
