package org.tallystick.ledger;

import java.io.IOException;

/**
 * A log as it was at earlier sizes, from what is published at a later one: a narrower tile is the beginning of the
 * wider one, which is all that need be there.
 */
final class GrownTiles implements TileSource {
    private final TileReader reader;
    private final long size;

    /** @param size at which the source has its tiles */
    GrownTiles(TileSource source, long size) {
        this.reader = new TileReader(source);
        this.size = size;
    }

    @Override
    public byte[] tile(TileCoordinate coordinate) throws IOException {
        long first = coordinate.index() * TileCoordinate.FULL_WIDTH;
        TileCoordinate grown = TileCoordinate.holding(coordinate.level(), first, size);
        return grown.width() <= coordinate.width()
                ? reader.tile(coordinate).bytes()
                : reader.tile(grown).withWidth(coordinate.width()).bytes();
    }

    @Override
    public byte[] entries(EntryBundleCoordinate coordinate) throws IOException {
        return reader.bundle(coordinate);
    }
}
