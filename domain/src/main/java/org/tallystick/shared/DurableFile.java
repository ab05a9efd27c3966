package org.tallystick.shared;

import java.io.IOException;
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
 * Small files that a crash leaves either old or new, never half: written beside, forced to the disk, renamed, and the
 * directory forced too. Where the file system knows no owners, files have the rights it gives them.
 */
public final class DurableFile {
    private static final Set<PosixFilePermission> OWNER_DIRECTORY = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> PUBLIC_FILE = PosixFilePermissions.fromString("rw-r--r--");
    private static final Set<PosixFilePermission> OWNER_FILE = PosixFilePermissions.fromString("rw-------");

    private DurableFile() {}

    /** Makes a directory that only its owner may enter, if it is not there yet. */
    public static void makeDirectory(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory, attributes(directory, OWNER_DIRECTORY));
        }
    }

    /** Replaces a file that only its owner may read: after return the new content is durable, before that the old. */
    public static void replace(Path target, byte[] content) throws IOException {
        replace(target, content, attributes(target, OWNER_FILE));
    }

    /** The same for a file that everybody may read whom the process's own rights allow it, such as a web server. */
    public static void replacePublic(Path target, byte[] content) throws IOException {
        replace(target, content, attributes(target, PUBLIC_FILE));
    }

    private static void replace(Path target, byte[] content, FileAttribute<?>[] attributes) throws IOException {
        Path fresh = target.resolveSibling(target.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        try (FileChannel channel =
                FileChannel.open(fresh, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        syncFolder(target);
    }

    /** Opens a file for reading and writing, made with the owner's rights alone if it is not there yet. */
    public static FileChannel openForWriting(Path file) throws IOException {
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

    /**
     * Takes a lock that lasts until the channel is closed or the process ends.
     *
     * @return empty if another has it, in this process or in any other
     */
    public static Optional<FileChannel> lock(Path file) throws IOException {
        FileChannel channel = openForWriting(file);
        try {
            if (channel.tryLock() != null) {
                return Optional.of(channel);
            }
        } catch (OverlappingFileLockException sameProcess) {
            // Said below.
        }
        channel.close();
        return Optional.empty();
    }

    /** A new name is durable only once its directory is. Where directories cannot be opened, the system sees to it. */
    public static void syncFolder(Path file) throws IOException {
        if (isPosix(file)) {
            try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
                folder.force(true);
            }
        }
    }

    private static FileAttribute<?>[] attributes(Path place, Set<PosixFilePermission> rights) {
        return isPosix(place)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(rights)}
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix(Path place) {
        return place.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
