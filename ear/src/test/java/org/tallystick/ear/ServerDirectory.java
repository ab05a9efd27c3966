package org.tallystick.ear;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;

/** The provisioned server's files, and copies of the part that a running server writes to. */
public final class ServerDirectory {
    private ServerDirectory() {}

    /** The provisioned server; {@code tallystick.server}, by default where the build puts it. */
    static Path home() {
        return Path.of(System.getProperty("tallystick.server", "target/server")).toAbsolutePath();
    }

    /** Where a server of this JVM of tests keeps what it writes. */
    static Path forTests(String name) {
        int fork = Ports.fork();
        return home().resolveSibling(fork == 1 ? "servers" : "servers-" + fork).resolve(name);
    }

    /** Makes {@code base} a base directory with the EAR and {@link #prepareBare} for the rest. */
    static void prepare(Path base) {
        prepareBare(base);
        try {
            copy(ear(), base.resolve("deployments/tallystick.ear"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes {@code base} a base directory with the configuration of now and no EAR; keeps its data, if there are any. */
    static void prepareBare(Path base) {
        var standalone = home().resolve("standalone");
        delete(base.resolve("configuration"));
        delete(base.resolve("deployments"));
        try {
            Files.createDirectories(base.resolve("deployments"));
            copy(standalone.resolve("configuration"), base.resolve("configuration"));
            if (Files.notExists(base.resolve("data/tallystick"))) {
                copy(standalone.resolve("data/tallystick"), base.resolve("data/tallystick"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The product as it is deployed. */
    static Path ear() {
        return home().resolve("standalone/deployments/tallystick.ear");
    }

    public static void delete(Path tree) {
        if (Files.notExists(tree)) {
            return;
        }
        try (var paths = Files.walk(tree)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var paths = Files.walk(from)) {
            for (var path : paths.toList()) {
                var target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }
}
