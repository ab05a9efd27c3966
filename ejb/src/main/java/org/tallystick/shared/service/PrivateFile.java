package org.tallystick.shared.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.tallystick.shared.DurableFile;

/** The server's own files, as {@link DurableFile} writes them: whoever looks sees the old content or the new, never half of it. */
public final class PrivateFile {
    private PrivateFile() {}

    /** Creates or replaces the file, mode 600. */
    public static void write(Path file, byte[] content) {
        try {
            DurableFile.replace(file, content);
        } catch (IOException e) {
            throw unwritten(file, e);
        }
    }

    /** Creates or replaces a file that everybody may read, mode 644. */
    public static void writePublic(Path file, byte[] content) {
        try {
            DurableFile.replacePublic(file, content);
        } catch (IOException e) {
            throw unwritten(file, e);
        }
    }

    /** Creates the directory with mode 700 if it is not there. */
    public static void createDirectory(Path directory) {
        try {
            DurableFile.makeDirectory(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The directory " + directory + " cannot be created: check tallystick.data-dir and its owner", e);
        }
    }

    private static UncheckedIOException unwritten(Path file, IOException e) {
        return new UncheckedIOException(
                "The file " + file + " cannot be written: check free space and the owner of its directory", e);
    }
}
