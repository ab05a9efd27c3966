package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** Commands of software that nobody here wrote, run in a directory. */
final class Shell {
    private static final long PATIENCE_SECONDS = 60;

    private final Path directory;

    /** What a command said, on both of its channels. */
    record Result(int exit, String out) {}

    Shell(Path directory) {
        this.directory = directory;
    }

    /** Runs a command that has to succeed. */
    Result succeed(String command) throws Exception {
        Result result = run(command);
        assertThat(result.exit()).as("%s%n%s", command, result.out()).isZero();
        return result;
    }

    Result run(String command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", command);
        builder.directory(directory.toFile()).redirectErrorStream(true);
        builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        return new Result(process.exitValue(), out);
    }

    static boolean has(String tool) {
        String path = System.getenv("PATH");
        return path != null
                && Arrays.stream(path.split(File.pathSeparator))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }
}
