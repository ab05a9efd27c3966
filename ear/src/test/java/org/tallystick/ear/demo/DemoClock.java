package org.tallystick.ear.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.tallystick.ear.ServerProcess;

/** Moves the time of a server through its past, and tells it to the terminals. Never moves backwards. */
public final class DemoClock {
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final Path file;
    private Duration distance = Duration.ZERO;

    public DemoClock(Path file) {
        this.file = file;
    }

    /** Lets a server that has not started yet follow this clock. */
    public void govern(ServerProcess server) {
        server.with("TALLYSTICK_CLOCK_FILE", file.toString());
    }

    /** From its next start on the server lives in the present. */
    static void release(ServerProcess server) {
        server.with("TALLYSTICK_CLOCK_FILE", "");
    }

    /** When this returns the server's time is this instant, or a little later. */
    public void moveTo(Instant time) throws IOException {
        distance = Duration.between(Clock.systemUTC().instant(), time);
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.writeString(next, distance.toString());
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** As it is now; a later move does not change it. */
    public Clock clock() {
        return Clock.offset(Clock.systemUTC(), distance);
    }
}
