package org.tallystick.shared.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Files that only their owner may read. A file is written under another name, synced and then renamed: whoever looks sees
 * the old content or the new, never half of it, whenever the process or the machine dies.
 */
public final class PrivateFile {
    private static final String PART = ".part";

    private PrivateFile() {}

    /** Creates or replaces the file, mode 600. */
    public static void write(Path file, byte[] content) {
        write(file, content, "rw-------");
    }

    /** Creates or replaces a file that everybody may read, mode 644. */
    public static void writePublic(Path file, byte[] content) {
        write(file, content, "rw-r--r--");
    }

    /** Creates the directory with mode 700 if it is not there. */
    public static void createDirectory(Path directory) {
        try {
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(directory, mode("rwx------"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The directory " + directory + " cannot be created: check tallystick.data-dir and its owner", e);
        }
    }

    private static void write(Path file, byte[] content, String mode) {
        Path part = file.resolveSibling(file.getFileName() + PART);
        try {
            Files.deleteIfExists(part);
            writeSynced(part, content, mode);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            syncDirectory(java.util.Objects.requireNonNull(file.toAbsolutePath().getParent()));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The file " + file + " cannot be written: check free space and the owner of its directory", e);
        }
    }

    private static void writeSynced(Path part, byte[] content, String mode) throws IOException {
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(part, options, mode(mode))) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    /** Without this the rename may be lost in a power cut although the bytes are not. */
    private static void syncDirectory(Path directory) throws IOException {
        if (isPosix()) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static FileAttribute<?>[] mode(String permissions) {
        return isPosix()
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }
}
