package org.tallystick.ear;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A token of SoftHSM 2 below a server's directory, which somebody takes away and brings back. */
final class SoftToken {
    private static final String PIN = "20261129";

    private final Path directory;
    private final Path library;

    private SoftToken(Path directory, Path library) {
        this.directory = directory;
        this.library = library;
    }

    /** Makes the token; nothing where SoftHSM (Debian: softhsm2) is not installed. */
    static Optional<SoftToken> of(ServerProcess server) {
        return Stream.of(
                        "/usr/lib/softhsm/libsofthsm2.so",
                        "/usr/lib64/softhsm/libsofthsm2.so",
                        "/usr/lib64/pkcs11/libsofthsm2.so")
                .map(Path::of)
                .filter(Files::isReadable)
                .findFirst()
                .map(library -> new SoftToken(server.base().resolve("hsm"), library).made());
    }

    private SoftToken made() {
        try {
            Files.createDirectories(directory.resolve("tokens"));
            Files.writeString(
                    directory.resolve("softhsm2.conf"),
                    "directories.tokendir = " + directory.resolve("tokens")
                            + "\nobjectstore.backend = file\nlog.level = ERROR\n");
            Files.writeString(directory.resolve("pin"), PIN);
            ProcessBuilder builder = new ProcessBuilder(List.of(
                    "softhsm2-util",
                    "--init-token",
                    "--free",
                    "--label",
                    "tallystick",
                    "--pin",
                    PIN,
                    "--so-pin",
                    PIN + "0"));
            builder.environment()
                    .put("SOFTHSM2_CONF", directory.resolve("softhsm2.conf").toString());
            Process process = builder.redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(said);
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    void configure(ServerProcess server) {
        server.with("SOFTHSM2_CONF", directory.resolve("softhsm2.conf").toString())
                .with("TALLYSTICK_HSM_LIBRARY", library.toString())
                .with("TALLYSTICK_HSM_PIN_FILE", directory.resolve("pin").toString())
                .with("TALLYSTICK_HSM_KEYS", "seal");
    }

    void takeAway() throws IOException {
        Files.move(directory.resolve("tokens"), directory.resolve("away"));
    }

    void bringBack() throws IOException {
        Files.move(directory.resolve("away"), directory.resolve("tokens"));
    }
}
