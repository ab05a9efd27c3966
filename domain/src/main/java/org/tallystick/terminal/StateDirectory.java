package org.tallystick.terminal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * The directory of one enrolled terminal: small files that are replaced whole and durably, and the lock of the one
 * process that may write. Only the owner may read it, where the file system knows owners. I/O errors are thrown as
 * {@link UncheckedIOException}.
 */
public final class StateDirectory {
    private static final Set<PosixFilePermission> OWNER_DIRECTORY = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> OWNER_FILE = PosixFilePermissions.fromString("rw-------");

    private final Path root;

    private StateDirectory(Path root) {
        this.root = root;
    }

    /** The directory, made if it is not there yet. */
    public static StateDirectory create(Path root) {
        try {
            if (!Files.isDirectory(root)) {
                Files.createDirectories(root, attributes(root, OWNER_DIRECTORY));
            }
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
        Path target = file(name);
        Path fresh = target.resolveSibling(target.getFileName() + ".new");
        try {
            Files.deleteIfExists(fresh);
            try (FileChannel channel = FileChannel.open(
                    fresh,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    attributes(target, OWNER_FILE))) {
                writeFully(channel, ByteBuffer.wrap(content));
                channel.force(true);
            }
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            syncFolder(target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** After return the file is gone for good; it need not have been there. */
    void delete(String name) {
        try {
            if (Files.deleteIfExists(file(name))) {
                syncFolder(file(name));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes the right to write, until closed or until the process ends; {@link Trouble#LOCKED} if another has it. */
    public FileChannel lock() {
        try {
            FileChannel channel = openForWriting(file("lock"));
            if (tryLock(channel)) {
                return channel;
            }
            channel.close();
            throw new TerminalException(
                    Trouble.LOCKED,
                    "Another process is working in %s. Wait until it has ended, then repeat.".formatted(root));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens a file for reading and writing, made with the owner's rights alone if it is not there yet. */
    static FileChannel openForWriting(Path file) throws IOException {
        boolean fresh = !Files.exists(file);
        FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                attributes(file, OWNER_FILE));
        if (fresh) {
            syncFolder(file);
        }
        return channel;
    }

    static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException sameProcess) {
            return false;
        }
    }

    private static FileAttribute<?>[] attributes(Path place, Set<PosixFilePermission> rights) {
        boolean posix = place.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(rights)} : new FileAttribute<?>[0];
    }

    /** A new name is durable only once its directory is. Where directories cannot be opened, the system sees to it. */
    private static void syncFolder(Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
                folder.force(true);
            }
        }
    }
}
