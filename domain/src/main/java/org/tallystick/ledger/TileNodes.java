package org.tallystick.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.tallystick.shared.RecentMap;

/** The perfect subtrees of a published log, from its tiles; the tiles read last stay in memory. */
final class TileNodes implements PerfectNodes {
    private static final int CACHED_TILES = 64;

    private final TileReader tiles;
    private final long size;
    private final Map<TileCoordinate, Tile> cache = new RecentMap<>(CACHED_TILES);

    TileNodes(TileSource source, long size) {
        this.tiles = new TileReader(source);
        this.size = size;
    }

    /** @throws UncheckedIOException around what the source threw */
    @Override
    public byte[] node(int height, long index) {
        int level = height / Tile.HEIGHT;
        int above = height % Tile.HEIGHT;
        long first = index << above;
        Tile tile = tile(TileCoordinate.holding(level, first, size));
        return tile.fold((int) (first % TileCoordinate.FULL_WIDTH), above);
    }

    private Tile tile(TileCoordinate coordinate) {
        Tile cached = cache.get(coordinate);
        if (cached != null) {
            return cached;
        }
        try {
            Tile read = tiles.tile(coordinate);
            cache.put(coordinate, read);
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
