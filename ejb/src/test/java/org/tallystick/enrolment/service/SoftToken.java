package org.tallystick.enrolment.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A token of SoftHSM 2 in a directory of its own, which can be taken away and brought back. Its library reads one configuration a process:
 * there is one token for all tests of the JVM.
 */
final class SoftToken {
    private static final List<String> LIBRARIES = List.of(
            "/usr/lib/softhsm/libsofthsm2.so",
            "/usr/lib64/softhsm/libsofthsm2.so",
            "/usr/lib64/pkcs11/libsofthsm2.so",
            "/opt/homebrew/lib/softhsm/libsofthsm2.so");
    private static final String PIN = "4711-test";

    private final Path directory;

    private SoftToken(Path directory) {
        this.directory = directory;
    }

    /** Makes the token; skips the test where SoftHSM is not installed, or its configuration not given to the process. */
    static SoftToken fresh() throws IOException, InterruptedException {
        Assumptions.assumeTrue(
                library().isPresent(),
                "SoftHSM 2 is not installed (Debian: softhsm2): keys in a device are not tested");
        Optional<String> configuration = Optional.ofNullable(System.getenv("SOFTHSM2_CONF"));
        Assumptions.assumeTrue(configuration.isPresent(), "SOFTHSM2_CONF is not set: keys in a device are not tested");
        Path file = Path.of(configuration.orElseThrow());
        Path directory = file.resolveSibling("tokens");
        delete(directory);
        delete(directory.resolveSibling("away"));
        Files.createDirectories(directory);
        Files.writeString(
                file, "directories.tokendir = " + directory + "\nobjectstore.backend = file\nlog.level = ERROR\n");
        run("softhsm2-util", "--init-token", "--free", "--label", "tallystick", "--pin", PIN, "--so-pin", "12345678");
        return new SoftToken(directory);
    }

    static Optional<Path> library() {
        return LIBRARIES.stream().map(Path::of).filter(Files::isReadable).findFirst();
    }

    KeyDeviceSettings settings(Path pinFile) throws IOException {
        Files.writeString(pinFile, PIN + "\n");
        return new KeyDeviceSettings(
                library().orElseThrow(),
                "#0",
                Optional.empty(),
                Optional.of(pinFile),
                Set.of("seal", "authority", "ocsp"));
    }

    static String pin() {
        return PIN;
    }

    void takeAway() throws IOException {
        Files.move(directory, directory.resolveSibling("away"));
    }

    void bringBack() throws IOException {
        Files.move(directory.resolveSibling("away"), directory);
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
    }

    private static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (var files = Files.walk(directory)) {
                for (Path each :
                        files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }
}
