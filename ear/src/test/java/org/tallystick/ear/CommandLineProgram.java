package org.tallystick.ear;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The command-line program of this build, in a process of its own. */
final class CommandLineProgram {
    private CommandLineProgram() {}

    /** Where the build puts it. */
    static Path jar() {
        Path beside = Path.of("domain/target/tallystick.jar");
        return Files.exists(beside) ? beside : Path.of("../domain/target/tallystick.jar");
    }

    /** Runs one command, which says to this process's output what it has to say. @return its exit code */
    static int run(Map<String, String> environment, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", jar().toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().putAll(environment);
        return builder.start().waitFor();
    }
}
