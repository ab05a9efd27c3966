package org.tallystick.terminal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.tallystick.shared.DurableFile;

/**
 * The directory of one enrolled terminal: small files that are replaced whole and durably, and the lock of the one
 * process that may write. Only the owner may read it, where the file system knows owners. I/O errors are thrown as
 * {@link UncheckedIOException}.
 */
public final class StateDirectory {
    private final Path root;

    private StateDirectory(Path root) {
        this.root = root;
    }

    /** The directory, made if it is not there yet. */
    public static StateDirectory create(Path root) {
        try {
            DurableFile.makeDirectory(root);
            return new StateDirectory(root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The directory, which must be there; {@link Trouble#USAGE} otherwise. */
    public static StateDirectory existing(Path root) {
        if (!Files.isDirectory(root)) {
            throw new TerminalException(
                    Trouble.USAGE, "There is no directory %s. Enrol first: terminal enrol".formatted(root));
        }
        return new StateDirectory(root);
    }

    public Path file(String name) {
        return root.resolve(name);
    }

    /** A directory inside this one, made if it is not there yet. */
    Path folder(String name) {
        return create(root.resolve(name)).root;
    }

    public Optional<byte[]> read(String name) {
        try {
            Path file = file(name);
            return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Replaces a file: after return the new content is durable, before that the old one still stands. */
    public void write(String name, byte[] content) {
        try {
            DurableFile.replace(file(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** After return the file is gone for good; it need not have been there. */
    void delete(String name) {
        try {
            if (Files.deleteIfExists(file(name))) {
                DurableFile.syncFolder(file(name));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes the right to write, until closed or until the process ends; {@link Trouble#LOCKED} if another has it. */
    public FileChannel lock() {
        try {
            return DurableFile.lock(file("lock"))
                    .orElseThrow(() -> new TerminalException(
                            Trouble.LOCKED,
                            "Another process is working in %s. Wait until it has ended, then repeat.".formatted(root)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
