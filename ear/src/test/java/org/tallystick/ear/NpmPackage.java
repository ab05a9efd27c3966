package org.tallystick.ear;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** Somebody else's package for Node.js, and a script of these tests that uses it. */
final class NpmPackage {
    private final Path modules;

    private NpmPackage(Path modules) {
        this.modules = modules;
    }

    /** Installs it below {@code target}, once; the test is skipped visibly where that cannot be. */
    static NpmPackage install(String name, String version) throws IOException, InterruptedException {
        assumeTrue(Shell.has("node") && Shell.has("npm"), "node and npm are absent");
        Path directory =
                Path.of("target/npm-" + Ports.fork(), name.replace('/', '-')).toAbsolutePath();
        Files.createDirectories(directory);
        Path modules = directory.resolve("node_modules");
        if (!Files.isDirectory(modules.resolve(name))) {
            Shell.Result installed = new Shell(directory, Map.of())
                    .run("npm install --prefix . --no-audit --no-fund --ignore-scripts " + name + "@" + version);
            assumeTrue(installed.exit() == 0, "the registry of npm is not to be had: " + installed.out());
        }
        return new NpmPackage(modules);
    }

    /** Runs a script out of the tests' resources in a directory, and gives what it said. */
    String run(Path directory, String script, String arguments) throws IOException, InterruptedException {
        try (InputStream source =
                Objects.requireNonNull(NpmPackage.class.getResourceAsStream("/node/" + script), script)) {
            Files.write(directory.resolve(script), source.readAllBytes());
        }
        return new Shell(directory, Map.of())
                .succeed("NODE_PATH=" + modules + " node " + script + " " + arguments)
                .strip();
    }
}
