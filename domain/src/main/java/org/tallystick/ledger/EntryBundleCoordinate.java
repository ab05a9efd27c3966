package org.tallystick.ledger;

/**
 * Which entry bundle, at which width (C2SP tlog-tiles).
 *
 * @param index of the bundle, from 0
 * @param width number of entries, 1 to 256; below 256 the bundle is partial
 */
public record EntryBundleCoordinate(long index, int width) {
    /** @throws LedgerFormatException if no log can have such a bundle */
    public EntryBundleCoordinate {
        if (index < 0 || index >= Long.MAX_VALUE / TileCoordinate.FULL_WIDTH) {
            throw new LedgerFormatException("No log has so many entry bundles");
        }
        if (width < 1 || width > TileCoordinate.FULL_WIDTH) {
            throw new LedgerFormatException("An entry bundle has a width from 1 to 256");
        }
    }

    /** @return {@code x001/234} or {@code 273.p/112}, which follows {@code tile/entries/} */
    public String path() {
        return new TilePath(index, width).text();
    }

    /** @throws LedgerFormatException unless {@link #path()} of the result is exactly this text */
    public static EntryBundleCoordinate parse(String path) {
        TilePath parsed = TilePath.parse(path);
        return new EntryBundleCoordinate(parsed.index(), parsed.width());
    }

    /** Index of the bundle's first entry in the log. */
    public long firstEntry() {
        return index * TileCoordinate.FULL_WIDTH;
    }

    /** Whether a log of this size has all entries of this bundle. */
    public boolean existsAt(long size) {
        return firstEntry() + width <= size;
    }

    /** The same bundle once it is full. */
    public EntryBundleCoordinate full() {
        return new EntryBundleCoordinate(index, TileCoordinate.FULL_WIDTH);
    }
}
