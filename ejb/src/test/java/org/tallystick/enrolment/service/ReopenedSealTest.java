package org.tallystick.enrolment.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator does to the seal's key file counts without a restart. */
class ReopenedSealTest {
    @TempDir
    Path directory;

    private Platform platform;
    private Path file;

    @BeforeEach
    void start() {
        platform = new Platform(directory);
        platform.authority.open();
        file = directory.resolve("keys/seal-1.p12");
    }

    @Test
    void aFileThatCannotBeOpenedLeavesTheKeyAsItIsUntilItIsRestored() throws IOException {
        SealKey before = platform.authority.activeSeal();
        byte[] right = Files.readAllBytes(file);
        Files.write(file, new byte[100]);

        assertThatThrownBy(() -> platform.authority.reopenSeal())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot be opened");
        assertThat(platform.authority.activeSeal()).isSameAs(before);

        Files.write(file, right);
        platform.authority.reopenSeal();

        assertThat(platform.authority.activeSeal()).isNotSameAs(before);
        assertThat(platform.authority.activeSeal().certificate()).isEqualTo(before.certificate());
    }

    @Test
    void aMissingFileIsNotMadeAnew() throws IOException {
        Files.delete(file);

        assertThatThrownBy(() -> platform.authority.reopenSeal()).hasMessageContaining("missing");
        assertThat(Files.exists(file)).isFalse();
    }

    @Test
    void whenItsTimeHasRunOutThereIsASuccessor() {
        SealKey first = platform.authority.activeSeal();
        platform.clock.advance(Duration.ofDays(366));

        platform.authority.reopenSeal();

        assertThat(platform.authority.activeSeal().certificate().getNotAfter().toInstant())
                .isAfter(platform.clock.instant());
        assertThat(platform.authority.activeSeal().certificate()).isNotEqualTo(first.certificate());
    }
}
