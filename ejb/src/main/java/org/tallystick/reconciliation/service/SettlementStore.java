package org.tallystick.reconciliation.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.service.PrivateFile;
import org.tallystick.shared.service.Settings;

/**
 * Uploaded settlement files in {@code settlements} below the data directory, for the server's user only. They may hold full card numbers:
 * a file is deleted as soon as it has been read, refused or dropped.
 */
@ApplicationScoped
class SettlementStore {
    private static final byte[] CARD = {'C', 'a', 'r', 'd', 'T', 'x', '>'};

    private final Settings settings;

    @Inject
    SettlementStore(Settings settings) {
        this.settings = settings;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected SettlementStore() {
        this(null);
    }

    /** @param expected about how many lines or card entries there are */
    record Stored(String digest, long size, long expected) {}

    Path path(String number) {
        return directory().resolve(number);
    }

    /** Keeps what comes, under a file's number. */
    Stored keep(String number, InputStream content) throws IOException {
        PrivateFile.createDirectory(directory());
        Path part = directory().resolve(number + ".part");
        PrivateFile.write(part, new byte[0]);
        MessageDigest digest = sha256();
        long size = 0;
        Counter counter = new Counter();
        byte[] buffer = new byte[1 << 16];
        try (OutputStream out = Files.newOutputStream(part, StandardOpenOption.WRITE)) {
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                digest.update(buffer, 0, read);
                out.write(buffer, 0, read);
                counter.count(buffer, read);
                size += read;
            }
        }
        Files.move(part, path(number), StandardCopyOption.ATOMIC_MOVE);
        return new Stored(Base64Url.encode(digest.digest()), size, counter.expected());
    }

    void delete(String number) {
        try {
            Files.deleteIfExists(path(number));
            Files.deleteIfExists(directory().resolve(number + ".part"));
        } catch (IOException e) {
            throw new UncheckedIOException("A settlement file cannot be deleted: check tallystick.data-dir", e);
        }
    }

    private Path directory() {
        return settings.dataDir().resolve("settlements");
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Counts lines and card entries while bytes pass. */
    private static final class Counter {
        private long lines;
        private long cards;
        private int matched;

        void count(byte[] bytes, int length) {
            for (int i = 0; i < length; i++) {
                byte b = bytes[i];
                lines += b == '\n' ? 1 : 0;
                matched = b == CARD[matched] ? matched + 1 : b == CARD[0] ? 1 : 0;
                if (matched == CARD.length) {
                    cards++;
                    matched = 0;
                }
            }
        }

        /** A start and an end for each card. */
        long expected() {
            return Math.max(1, cards > 1 ? cards / 2 : lines);
        }
    }
}
