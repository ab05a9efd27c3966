package org.tallystick.ledger;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;

/** Reads tiles of the right length from a source that may have dropped partial ones in favour of the full one. */
final class TileReader {
    private final TileSource source;

    TileReader(TileSource source) {
        this.source = source;
    }

    /** @throws LedgerFormatException if the tile has another length than its width demands */
    Tile tile(TileCoordinate coordinate) throws IOException {
        try {
            return exactly(source.tile(coordinate), coordinate);
        } catch (NoSuchFileException e) {
            if (coordinate.width() == TileCoordinate.FULL_WIDTH) {
                throw e;
            }
            return exactly(source.tile(coordinate.full()), coordinate.full()).withWidth(coordinate.width());
        }
    }

    private static Tile exactly(byte[] bytes, TileCoordinate coordinate) {
        if (bytes.length != coordinate.width() * MerkleHash.HASH_LENGTH) {
            throw new LedgerFormatException("Tile " + coordinate.path() + " must be "
                    + coordinate.width() * MerkleHash.HASH_LENGTH + " bytes long");
        }
        return new Tile(bytes);
    }

    /** @return a bundle of this width, well-formed or not */
    byte[] bundle(EntryBundleCoordinate coordinate) throws IOException {
        try {
            return source.entries(coordinate);
        } catch (NoSuchFileException e) {
            if (coordinate.width() == TileCoordinate.FULL_WIDTH) {
                throw e;
            }
            List<byte[]> entries = EntryBundle.complete(source.entries(coordinate.full()), coordinate.width());
            return EntryBundle.encode(entries);
        }
    }
}
