package org.tallystick.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What a run has started, and the folder it writes to. Ended and deleted once, the last first, when the run is over or the process is told
 * to end.
 */
final class Started implements AutoCloseable {
    private final Path folder;
    private final Deque<Ending> endings = new ArrayDeque<>();
    private final Thread hook = new Thread(this::end, "bench-end");
    private boolean ended;

    /** Ends one thing, whatever happens. */
    @FunctionalInterface
    interface Ending {
        void end();
    }

    private Started(Path folder) {
        this.folder = folder;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    static Started inFolder() throws IOException {
        Path folder = Files.createTempDirectory("tallystick-bench-");
        // A database that runs as another user goes through it.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        return new Started(folder);
    }

    /** A new folder in the run's. */
    Path folder(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name));
    }

    /** From now on it is ended with the run; at once if that is over. */
    synchronized void add(Ending ending) {
        if (ended) {
            ending.end();
        } else {
            endings.push(ending);
        }
    }

    private synchronized void end() {
        ended = true;
        while (!endings.isEmpty()) {
            endings.pop().end();
        }
        Processes.delete(folder);
    }

    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyEnding) {
            // The hook finds nothing left to do.
        }
    }
}
