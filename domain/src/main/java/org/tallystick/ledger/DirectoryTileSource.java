package org.tallystick.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A log as files below one directory, under the names it is served by. */
public final class DirectoryTileSource implements LogFiles {
    private final Path directory;

    public DirectoryTileSource(Path directory) {
        this.directory = directory;
    }

    @Override
    public byte[] checkpoint() throws IOException {
        return read("checkpoint", MAX_CHECKPOINT);
    }

    @Override
    public byte[] tile(TileCoordinate coordinate) throws IOException {
        return read("tile/" + coordinate.path(), TileCoordinate.FULL_WIDTH * MerkleHash.HASH_LENGTH);
    }

    @Override
    public byte[] entries(EntryBundleCoordinate coordinate) throws IOException {
        return read("tile/entries/" + coordinate.path(), MAX_BUNDLE);
    }

    @Override
    public byte[] objects(long bundle) throws IOException {
        return read("objects/" + bundle, LedgerObjects.MAX_LENGTH);
    }

    @Override
    public byte[] removal() throws IOException {
        return read("removal", LedgerObjects.MAX_LENGTH);
    }

    @Override
    public byte[] master() throws IOException {
        return read("master", LedgerObjects.MAX_LENGTH);
    }

    /** One byte too many is read on purpose: what is too long must not look right. */
    private byte[] read(String name, int limit) throws IOException {
        try (InputStream in = Files.newInputStream(directory.resolve(name))) {
            return in.readNBytes(limit + 1);
        }
    }
}
