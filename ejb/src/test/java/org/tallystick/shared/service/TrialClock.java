package org.tallystick.shared.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;

/** The clock of a trial platform, moved by the test. */
public final class TrialClock {
    private final Path file;

    public TrialClock(Path directory) {
        this.file = directory.resolve("clock");
        moveTo(Duration.ZERO);
    }

    public Clock clock() {
        return new MovedClock(file, Clock.systemUTC());
    }

    public void moveTo(Duration distance) {
        try {
            Path next = Files.writeString(file.resolveSibling("clock.next"), distance.toString());
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
