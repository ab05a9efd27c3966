package org.tallystick.work.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.stream.Stream;
import org.tallystick.shared.service.PrivateFile;
import org.tallystick.shared.service.Settings;

/** Results of long work in {@code work} below the data directory, for the server's user only (mode 600). */
@ApplicationScoped
class WorkFiles {
    private static final String PART = ".part";

    private final Settings settings;

    @Inject
    WorkFiles(Settings settings) {
        this.settings = settings;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected WorkFiles() {
        this(null);
    }

    /** Where the finished result is. */
    Path path(String number) {
        return directory().resolve(number);
    }

    /** A file that is not a result yet. */
    OutputStream begin(String number) throws IOException {
        PrivateFile.createDirectory(directory());
        Path part = part(number);
        Files.deleteIfExists(part);
        PrivateFile.write(part, new byte[0]);
        return new BufferedOutputStream(Files.newOutputStream(part, StandardOpenOption.WRITE), 1 << 16);
    }

    /** Makes it the result. @return its size in bytes */
    long finish(String number) throws IOException {
        Path result = Files.move(part(number), path(number));
        return Files.size(result);
    }

    /** Whatever there is of it, finished or not. */
    void delete(String number) {
        try {
            Files.deleteIfExists(part(number));
            Files.deleteIfExists(path(number));
        } catch (IOException e) {
            throw new UncheckedIOException("A result of long work cannot be deleted", e);
        }
    }

    /** Deletes every file whose number is not among these. @return how many */
    int keepOnly(Set<String> numbers) throws IOException {
        if (!Files.isDirectory(directory())) {
            return 0;
        }
        int deleted = 0;
        try (Stream<Path> files = Files.list(directory())) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString().replaceFirst("\\" + PART + "$", "");
                if (!numbers.contains(name) && Files.deleteIfExists(file)) {
                    deleted++;
                }
            }
        }
        return deleted;
    }

    private Path part(String number) {
        return directory().resolve(number + PART);
    }

    private Path directory() {
        return settings.dataDir().resolve("work");
    }
}
