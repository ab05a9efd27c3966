package org.tallystick.operation.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupStartTest {
    private static final Instant NOON = Instant.parse("2026-10-01T12:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void aCopyThatNobodyHasFetchedDoesNotStay() throws IOException {
        file("old.h2.zip", NOON.minusSeconds(1));
        file("old.part", NOON.minusSeconds(1));
        file("new.h2.zip", NOON);
        file("request", NOON.minusSeconds(1));

        BackupStart.tidy(folder, NOON);
        BackupStart.tidy(folder.resolve("none"), NOON);

        assertThat(folder).isDirectoryNotContaining("glob:**/old*");
        assertThat(folder.resolve("new.h2.zip")).exists();
        assertThat(folder.resolve("request")).exists();
    }

    private void file(String name, Instant written) throws IOException {
        Files.setLastModifiedTime(Files.writeString(folder.resolve(name), "x"), FileTime.from(written));
    }
}
