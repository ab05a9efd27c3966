package org.tallystick.operation.service;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.logging.Logger;
import org.tallystick.shared.service.RepeatedJobs;
import org.tallystick.shared.service.Settings;

/**
 * Copies the embedded database for {@code tallystick platform backup}, which asks by a file in the data directory: who may write there runs this
 * server anyway.
 */
@Singleton
@Startup
@DependsOn("Migrations")
@TransactionManagement(TransactionManagementType.BEAN)
@PermitAll
public class BackupStart {
    private static final Logger LOG = Logger.getLogger(BackupStart.class.getName());
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    /** A copy that the command has not taken by then has nobody who waits for it: it is in the clear. */
    private static final Duration LIFE = Duration.ofHours(1);

    @Inject
    BackupRepository database;

    @Inject
    Settings settings;

    @Inject
    RepeatedJobs timers;

    @PostConstruct
    void start() {
        timers.every("backup-copy", INTERVAL, this::look);
    }

    private void look() {
        Path folder = settings.dataDir().resolve("backup");
        Path request = folder.resolve("request");
        tidy(folder, Clock.systemUTC().instant().minus(LIFE));
        if (Files.exists(request)) {
            try {
                String id = Files.readString(request).strip();
                Files.delete(request);
                if (id.matches("[0-9a-f-]{1,40}")) {
                    copy(folder, id);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("The backup that was asked for cannot be made", e);
            }
        }
    }

    /** Deletes copies of the database that nobody has fetched. @param before by the clock of the machine, as files' times are */
    static void tidy(Path folder, Instant before) {
        if (Files.isDirectory(folder)) {
            try (var copies = Files.newDirectoryStream(folder, "*.{h2.zip,part}")) {
                for (Path copy : copies) {
                    if (Files.getLastModifiedTime(copy).toInstant().isBefore(before)) {
                        Files.deleteIfExists(copy);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException("Old copies of the database cannot be deleted", e);
            }
        }
    }

    private void copy(Path folder, String id) throws IOException {
        Path part = folder.resolve(id + ".part");
        database.copyTo(part);
        Files.move(part, folder.resolve(id + ".h2.zip"), StandardCopyOption.ATOMIC_MOVE);
        LOG.info("The database was copied for a backup");
    }
}
