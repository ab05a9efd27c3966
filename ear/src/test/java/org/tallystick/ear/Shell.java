package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A shell in a directory, as somebody with tools that nobody here wrote would use it.
 *
 * @param environment variables besides those of the test
 */
record Shell(Path directory, Map<String, String> environment) {
    private static final String PROGRAM = String.join(" ", TestWitness.program()) + " ";

    /** What a script said, on both of its channels. */
    record Result(int exit, String out) {}

    Result run(String script) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-e", "-c", script);
        builder.directory(directory.toFile()).redirectErrorStream(true);
        builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.onExit().orTimeout(5, TimeUnit.MINUTES).whenComplete((ended, tooLate) -> {
            if (tooLate != null) {
                end(process);
            }
        });
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Result(process.exitValue(), out);
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** The same of a script that must succeed. */
    String succeed(String script) throws IOException, InterruptedException {
        Result result = run(script);
        assertThat(result.exit()).as("%s%n%s", script, result.out()).isZero();
        return result.out();
    }

    /** The program that merchants, readers and auditors take along. @param arguments as the shell reads them */
    Result runTallystick(String arguments) throws IOException, InterruptedException {
        return run(PROGRAM + arguments);
    }

    /** The same where it must succeed. */
    String tallystick(String arguments) throws IOException, InterruptedException {
        return succeed(PROGRAM + arguments);
    }

    static boolean has(String tool) {
        String path = System.getenv("PATH");
        return path != null
                && Arrays.stream(path.split(File.pathSeparator))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }
}
