package org.tallystick.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Of {@code bench growth} and {@code bench portal}: what is wrong is said before anything is started. */
class BenchGrowthCommandTest {
    @TempDir
    private Path home;

    private final StringWriter err = new StringWriter();

    @BeforeEach
    void makeWhatLooksLikeAServer() throws IOException {
        Files.createDirectories(home.resolve("bin"));
        Files.createFile(home.resolve("bin/standalone.sh"));
    }

    private int run(String... arguments) {
        return Tallystick.commandLine(Clock.systemUTC())
                .setErr(new PrintWriter(err, true))
                .execute(Stream.concat(Stream.of("bench"), Stream.of(arguments)).toArray(String[]::new));
    }

    private String[] started(String command, String options) {
        return Stream.concat(Stream.of(command, "--start", home.toString()), Stream.of(options.split(" ")))
                .toArray(String[]::new);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "growth | --receipts 10 | --receipts is 0, or a number from 1000",
                "growth | --receipts 0,-1 | --receipts is 0, or a number from 1000",
                "growth | --receipts many | --receipts",
                "growth | --reads 0 | --reads is a number from 1",
                "growth | --warm-up -1 | --warm-up is a number from 0",
                "growth | --seconds -1 | --seconds is a number from 0 to 3600",
                "growth | --connections 300 | --connections is a number from 1",
                "growth | --terminals 0 | --terminals is a number from 1 to 10000",
                "growth | --merchants 300 | --merchants is a number from 1 to that of the terminals",
                "growth | --jdbc-url jdbc:postgresql:x | --jdbc-url and --db-user belong together",
                "growth | --jdbc-url jdbc:postgresql:x --db-user u --db-password p | --jdbc-url is for one number",
                "growth | --setting X | --setting",
                "portal | --receipts 0 | --receipts is a number from 1000",
                "portal | --readers 0 | --readers is a number from 1 to 1000",
                "portal | --seconds 0 | --seconds is a number from 1 to 3600",
                "portal | --jdbc-url jdbc:postgresql:x | --jdbc-url and --db-user belong together"
            })
    void aWrongOptionIsNamed(String command, String options, String said) {
        assertThat(run(started(command, options))).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains(said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"growth", "portal"})
    void aServerMustBeNamedAndBeThere(String command) {
        assertThat(run(command)).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--start");
        assertThat(run(command, "--start", home.resolve("bin").toString())).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("There is no server in");
    }

    @Test
    void aServerThatLacksItsPartsIsNotStarted() {
        assertThat(run("growth", "--start", home.toString())).isEqualTo(ExitCode.NOT_CONFIRMED);
        assertThat(err.toString()).contains("holds no server with its database drivers");
    }
}
