package org.tallystick.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.tallystick.shared.DurableFile;

/**
 * A consistent copy of the embedded database: the file itself where no server has it open, else one that the server makes. The two talk through
 * files in the data directory, which belongs to whoever runs the server.
 */
final class DatabaseCopy implements AutoCloseable {
    private static final long LOOK_AGAIN_MILLIS = 200;

    private final Path file;
    private final boolean made;

    private DatabaseCopy(Path file, boolean made) {
        this.file = file;
        this.made = made;
    }

    /** @throws IOException saying what to do, if the server makes no copy in time */
    static DatabaseCopy of(Path data, Duration patience) throws IOException, InterruptedException {
        Path database = data.resolve("db.mv.db");
        return isOpen(database) ? made(data, patience) : new DatabaseCopy(database, false);
    }

    Path file() {
        return file;
    }

    private static boolean isOpen(Path database) throws IOException {
        try (FileChannel channel = FileChannel.open(database, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return channel.tryLock() == null;
        }
    }

    private static DatabaseCopy made(Path data, Duration patience) throws IOException, InterruptedException {
        Path folder = data.resolve("backup");
        DurableFile.makeDirectory(folder);
        String id = UUID.randomUUID().toString();
        Path copy = folder.resolve(id + ".h2.zip");
        DurableFile.replace(folder.resolve("request"), id.getBytes(StandardCharsets.US_ASCII));
        long end = System.nanoTime() + patience.toNanos();
        while (!Files.exists(copy)) {
            if (System.nanoTime() > end) {
                throw new IOException("The server has the database open and makes no copy of it within " + patience
                        + ": look into its log for “backup”, or stop it first");
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
        }
        return new DatabaseCopy(copy, true);
    }

    @Override
    public void close() throws IOException {
        if (made) {
            Files.deleteIfExists(file);
        }
    }
}
