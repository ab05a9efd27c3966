package org.tallystick.auditing.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.tallystick.ledger.EntryBundle;
import org.tallystick.ledger.EntryBundleCoordinate;
import org.tallystick.ledger.LedgerEntry;
import org.tallystick.ledger.LedgerFormatException;
import org.tallystick.ledger.TileCoordinate;
import org.tallystick.ledger.TileSource;
import org.tallystick.ledger.service.LedgerFiles;
import org.tallystick.ledger.service.LedgerLog;

/** A log's files as the platform serves them, byte for byte, without the way over the network. */
final class PublishedFiles implements TileSource {
    private final LedgerFiles files;
    private final LedgerLog log;

    PublishedFiles(LedgerFiles files, LedgerLog log) {
        this.files = files;
        this.log = log;
    }

    @Override
    public byte[] tile(TileCoordinate coordinate) throws IOException {
        return read(coordinate.path(), () -> files.tile(log, coordinate));
    }

    @Override
    public byte[] entries(EntryBundleCoordinate coordinate) throws IOException {
        return read("entries/" + coordinate.path(), () -> files.entries(log, coordinate));
    }

    private static byte[] read(String name, Supplier<Optional<byte[]>> reading) throws IOException {
        try {
            return reading.get().orElseThrow(() -> new NoSuchFileException(name));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** An entry that a finding is about; empty if it is not there, or in no known form. */
    Optional<LedgerEntry> entry(long index) {
        int width = (int) (index % TileCoordinate.FULL_WIDTH) + 1;
        try {
            byte[] bundle = entries(new EntryBundleCoordinate(index / TileCoordinate.FULL_WIDTH, width));
            List<byte[]> entries = EntryBundle.parse(bundle, width);
            return Optional.of(LedgerEntry.parse(entries.get(width - 1)));
        } catch (IOException | LedgerFormatException e) {
            return Optional.empty();
        }
    }
}
