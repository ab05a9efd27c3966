package org.tallystick.shared.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MovedClockTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path directory;

    @Test
    void theNextLookSeesTheNewTime() throws IOException {
        Path file = Files.writeString(directory.resolve("clock"), "-P90D\n");
        Clock clock = new MovedClock(file, NOON);

        assertThat(clock.instant()).isEqualTo("2026-08-26T12:00:00Z");
        Files.writeString(file, "PT-1H");
        assertThat(clock.instant()).isEqualTo("2026-11-24T11:00:00Z");
        assertThat(clock.withZone(ZoneId.of("Asia/Shanghai")).instant()).isEqualTo("2026-11-24T11:00:00Z");
    }

    @Test
    void whatIsNoDurationStopsEverything() throws IOException {
        Path file = Files.writeString(directory.resolve("clock"), "yesterday");

        assertThatIllegalStateException().isThrownBy(() -> new MovedClock(file, NOON).instant());
    }
}
