package org.tallystick.ledger;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Fetches the next tiles and bundles while one is being looked at, so that an audit of a far log does not wait for each
 * file. To be used by one thread; the source behind it is asked by several.
 */
public final class ReadAhead implements TileSource, AutoCloseable {
    private static final int FILES = 8;

    private final TileSource source;
    private final long size;
    private final Map<Record, Future<byte[]>> coming = new HashMap<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(FILES, task -> {
        Thread thread = new Thread(task, "ledger-read-ahead");
        thread.setDaemon(true);
        return thread;
    });

    /** @param size of the log, beyond which nothing is fetched */
    public ReadAhead(TileSource source, long size) {
        this.source = source;
        this.size = size;
    }

    @Override
    public byte[] tile(TileCoordinate coordinate) throws IOException {
        if (coordinate.level() == 0) {
            for (long next = coordinate.index() + 1; next <= coordinate.index() + FILES && isFull(next); next++) {
                TileCoordinate ahead = new TileCoordinate(0, next, TileCoordinate.FULL_WIDTH);
                fetch(ahead, () -> source.tile(ahead));
            }
        }
        Future<byte[]> fetched = coming.remove(coordinate);
        return fetched == null ? source.tile(coordinate) : await(fetched);
    }

    @Override
    public byte[] entries(EntryBundleCoordinate coordinate) throws IOException {
        for (long next = coordinate.index() + 1; next <= coordinate.index() + FILES && isFull(next); next++) {
            EntryBundleCoordinate ahead = new EntryBundleCoordinate(next, TileCoordinate.FULL_WIDTH);
            fetch(ahead, () -> source.entries(ahead));
        }
        Future<byte[]> fetched = coming.remove(coordinate);
        return fetched == null ? source.entries(coordinate) : await(fetched);
    }

    private boolean isFull(long index) {
        return index < size / TileCoordinate.FULL_WIDTH;
    }

    private void fetch(Record coordinate, Callable<byte[]> reading) {
        coming.computeIfAbsent(coordinate, name -> threads.submit(reading));
    }

    private static byte[] await(Future<byte[]> fetched) throws IOException {
        try {
            return fetched.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while reading the log");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IOException("The log could not be read", e.getCause());
        }
    }

    /** Stops fetching. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
