package org.tallystick.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong is said before anything is started. */
class BenchSigningCommandTest {
    @TempDir
    private Path home;

    private final StringWriter err = new StringWriter();

    @BeforeEach
    void makeWhatLooksLikeAServer() throws IOException {
        Files.createDirectories(home.resolve("bin"));
        Files.createFile(home.resolve("bin/standalone.sh"));
        Files.createFile(home.resolve("ca.pem"));
        Files.createFile(home.resolve("codes.json"));
    }

    private int run(String... arguments) {
        return Tallystick.commandLine(Clock.systemUTC())
                .setErr(new PrintWriter(err, true))
                .execute(Stream.concat(Stream.of("bench", "signing"), Stream.of(arguments))
                        .toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--connections 0 | --connections are 1 to 256",
                "--connections 1,300 | --terminals",
                "--connections many | --connections",
                "--seconds 0 | --seconds is a number from 1 to 3600",
                "--batch 257 | --batch is a number from 1 to 256",
                "--open-loop 0 | --open-loop is a rate",
                "--terminals 0 | --terminals is a number",
                "--algorithm RSA | --algorithm is ES256, Ed25519 or SM2",
                "--database oracle | postgresql or h2, not oracle",
                "--database h2 --jdbc-url jdbc:x --db-user u | H2 is part of the server",
                "--jdbc-url jdbc:postgresql:x | --jdbc-url and --db-user belong together",
                "--setting X | --setting",
                "--codes f | add --server URL"
            })
    void aWrongOptionIsNamed(String options, String said) {
        List<String> arguments = List.of(options.split(" "));

        assertThat(run(Stream.concat(Stream.of("--start", home.toString()), arguments.stream())
                        .toArray(String[]::new)))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains(said);
    }

    @Test
    void aServerMustBeNamed() {
        assertThat(run()).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--start DIRECTORY, or --server URL");
    }

    @Test
    void aDirectoryWithoutAServerIsNone() {
        assertThat(run("--start", home.resolve("bin").toString())).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("There is no server in");
    }

    @Test
    void aRunningServerNeedsItsAuthoritiesAndCodes() {
        assertThat(run("--server", "https://localhost:1")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--server also needs --ca");
        assertThat(run("--server", "http://localhost:1")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("must be an https address");
    }

    @Test
    void aServerThatLacksItsPartsIsNotStarted() {
        assertThat(run("--start", home.toString(), "--database", "h2")).isEqualTo(ExitCode.NOT_CONFIRMED);
        assertThat(err.toString()).contains("is missing", "ear/target/server");
    }
}
