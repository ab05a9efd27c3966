package org.tallystick.ledger.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Objects;
import org.tallystick.ledger.LogFileName;
import org.tallystick.ledger.MlDsaSigner;
import org.tallystick.ledger.NoteSigner;
import org.tallystick.shared.DurableFile;
import org.tallystick.shared.service.PrivateFile;
import org.tallystick.shared.service.Settings;

/**
 * The logs' Ed25519 signing keys: one file a log under {@code <data-dir>/keys/}, mode 600, holding the seed in base64. A key is
 * written whole and synced before it is used; a log whose key is missing or another one refuses to start.
 */
@ApplicationScoped
class LogKeys {
    private static final int SEED_LENGTH = 32;

    private final Path directory;

    @Inject
    LogKeys(Settings settings) {
        this(settings.dataDir().resolve("keys"));
    }

    LogKeys(Path directory) {
        this.directory = directory;
    }

    @SuppressWarnings("NullAway")
    protected LogKeys() {
        this.directory = null;
    }

    /** Whether there is a key under this name. */
    boolean has(String origin) {
        return Files.exists(file(origin));
    }

    /** Makes the key of a new log. A key left by a creation that was cut off is taken up again. */
    NoteSigner create(String origin) {
        Path file = file(origin);
        makeSeed(file, SEED_LENGTH);
        return read(file, origin);
    }

    /** The key of what is no log, {@code report-*}: nobody asks for its checkpoints. */
    NoteSigner createForReports(String name) {
        Path file = directory.resolve("report-" + LogFileName.safe(name) + ".seed");
        makeSeed(file, SEED_LENGTH);
        return read(file, name);
    }

    /**
     * The log's further key, for ML-DSA-44, made when first asked for. A lost one is made anew: what it signed is proven by the
     * log's own key as well.
     */
    MlDsaSigner mlDsa(String origin) {
        Path file = directory.resolve(LogFileName.key(origin, ".ml-dsa"));
        makeSeed(file, MlDsaSigner.SEED_LENGTH);
        return MlDsaSigner.fromSeed(origin, seed(file));
    }

    /** @throws IllegalStateException when the key file is missing or does not belong to the log */
    NoteSigner of(LedgerLog log) {
        Path file = file(log.origin());
        if (!Files.exists(file)) {
            throw new IllegalStateException("The key of log " + log.origin() + " is missing (" + file
                    + "): restore it from the backup of the data directory");
        }
        NoteSigner key = read(file, log.origin());
        if (!key.verifier().vkey().equals(log.verifierKey())) {
            throw new IllegalStateException(file + " is not the key of log " + log.origin()
                    + ": database and data directory do not belong together");
        }
        return key;
    }

    private Path file(String origin) {
        return directory.resolve(LogFileName.key(origin));
    }

    private static NoteSigner read(Path file, String origin) {
        return NoteSigner.fromSeed(origin, seed(file));
    }

    private static byte[] seed(Path file) {
        try {
            return Base64.getDecoder().decode(Files.readString(file).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** If it is not there yet. Nodes that share the directory make one and the same. */
    private static synchronized void makeSeed(Path file, int length) {
        if (Files.exists(file)) {
            return;
        }
        Path directory = Objects.requireNonNull(file.getParent());
        PrivateFile.createDirectory(directory);
        try (FileChannel making = DurableFile.openForWriting(directory.resolve(".making"))) {
            making.lock();
            writeSeed(file, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void writeSeed(Path file, int length) {
        if (!Files.exists(file)) {
            byte[] seed = new byte[length];
            new SecureRandom().nextBytes(seed);
            String line = Base64.getEncoder().encodeToString(seed) + "\n";
            PrivateFile.write(file, line.getBytes(StandardCharsets.US_ASCII));
        }
    }
}
