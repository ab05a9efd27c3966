package org.tallystick.ledger.service;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.EntryBundleCoordinate;
import org.tallystick.ledger.MerkleHash;
import org.tallystick.ledger.TileCoordinate;
import org.tallystick.ledger.TileSource;

/**
 * A log's tiles out of the database. Any width of a tile is a byte prefix of its open or full row (TLOG.md 4), so every size
 * that ever had a checkpoint can be served.
 *
 * <p>The open tiles are read once, all together: what is committed after that needs another source.
 */
final class DatabaseTileSource implements TileSource {
    private static final int ENTRIES_PER_BUNDLE = 256;

    private final LogRepository repository;
    private final int logId;
    private volatile @Nullable OpenTiles edge;

    DatabaseTileSource(LogRepository repository, int logId) {
        this.repository = repository;
        this.logId = logId;
    }

    @Override
    public byte[] tile(TileCoordinate c) throws IOException {
        int length = c.width() * MerkleHash.HASH_LENGTH;
        return open(c).filter(data -> data.length >= length)
                .or(() -> repository.tile(logId, c.level(), c.index()))
                .filter(data -> data.length >= length)
                .map(data -> data.length == length ? data : Arrays.copyOf(data, length))
                .orElseThrow(() -> new NoSuchFileException("no tile " + c.path()));
    }

    @Override
    public byte[] entries(EntryBundleCoordinate c) throws IOException {
        long first = c.index() * ENTRIES_PER_BUNDLE;
        List<LogRepository.StoredEntry> entries = repository.entries(logId, first, first + c.width());
        if (entries.size() != c.width()) {
            throw new NoSuchFileException("no entries " + c.path());
        }
        ByteArrayOutputStream bundle = new ByteArrayOutputStream(c.width() * 160);
        for (LogRepository.StoredEntry entry : entries) {
            bundle.write(entry.bytes().length >>> 8);
            bundle.write(entry.bytes().length);
            bundle.write(entry.bytes());
        }
        return bundle.toByteArray();
    }

    /** The open tile, if it is the one asked for: never for a full one, as an open tile has fewer hashes. */
    private Optional<byte[]> open(TileCoordinate c) {
        if (c.width() == TileCoordinate.FULL_WIDTH) {
            return Optional.empty();
        }
        OpenTiles seen = edge;
        if (seen == null) {
            seen = repository.openTiles(logId);
            edge = seen;
        }
        return seen.tile(c.level(), c.index());
    }
}
