package org.tallystick.ear;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The product's server in a process of its own, with ports and a base directory of its own: what is written during a
 * test (database, keys, logs) is below {@link #base()} and nowhere else.
 *
 * <p>Not thread-safe. A server that a test forgets is ended with the test's JVM.
 */
public final class ServerProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    /**
     * Compiles less, and has the room for classes at once that it would come to by one full collection after the other. What is compiled
     * less has no instructions for SHA-256 either: key files, whose passwords are random, ask for a tenth of the rounds.
     */
    private static final String IN_A_HURRY = "-XX:TieredStopAtLevel=1 -XX:MetaspaceSize=160m"
            + " -Dkeystore.pkcs12.keyPbeIterationCount=1000 -Dkeystore.pkcs12.certPbeIterationCount=1000"
            + " -Dkeystore.pkcs12.macIterationCount=1000";

    private final Path base;
    private final int offset;
    private final Map<String, String> environment = new HashMap<>();
    private @Nullable Process process;

    private ServerProcess(Path base, int offset) {
        this.base = base;
        this.offset = offset;
        environment.put("TALLYSTICK_BASE_URL", url("").toString());
        environment.put("TALLYSTICK_JAVA_OPTS", IN_A_HURRY);
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "stop " + base.getFileName()));
    }

    /** A server with an empty database, on ports that no other server of this JVM has. */
    public static ServerProcess fresh(String name) {
        return fresh(ServerDirectory.forTests(name), Ports.next());
    }

    /** A server with an empty database; what was below {@code base} is deleted. */
    public static ServerProcess fresh(Path base, int offset) {
        ServerDirectory.delete(base);
        return at(base, offset);
    }

    /** A server whose data, if there are any below {@code base}, are those of its last run. */
    public static ServerProcess at(Path base, int offset) {
        ServerDirectory.prepare(base);
        return new ServerProcess(base, offset);
    }

    /** For servers that live long or are measured. The others are in a hurry, which halves the work of a start. */
    public ServerProcess compilingFully() {
        environment.remove("TALLYSTICK_JAVA_OPTS");
        return this;
    }

    /** Sets an environment variable for starts from now on. */
    public ServerProcess with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Sets several, as {@link Postgres#environment} gives them. */
    public ServerProcess with(Map<String, String> variables) {
        environment.putAll(variables);
        return this;
    }

    /** Starts the server and returns when the product answers. */
    public ServerProcess start() {
        launch();
        awaitReady();
        return this;
    }

    /** Starts the server and returns at once. */
    public void launch() {
        // Otherwise the answers of somebody else's server would pass for ours.
        Ports.taken(offset).ifPresent(port -> {
            throw new IllegalStateException("Port " + port + " is taken: choose another distance, -Dport.offset=N");
        });
        var command = List.of(
                ServerDirectory.home().resolve("bin/standalone.sh").toString(),
                "-Djboss.server.base.dir=" + base,
                "-Djboss.socket.binding.port-offset=" + offset,
                // On a busy machine a slow start is not a failed one.
                "-Djboss.as.management.blocking.timeout=900");
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(console().toFile()));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        // Otherwise the script would keep signals to itself.
        builder.environment().put("LAUNCH_JBOSS_IN_BACKGROUND", "1");
        builder.environment().putAll(environment);
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns when {@code GET /api/v1/platform} answers 200 under the product's own certificate; fails with the end of the log if it never will. */
    public void awaitReady() {
        try {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(250))
                    .until(() -> {
                        if (!isAlive() || output().contains("WFLYSRV0026")) {
                            throw new IllegalStateException("The server did not start:\n" + tail());
                        }
                        return LocalHttp.status(url("/api/v1/platform")) == 200
                                && LocalHttp.isCertifiedBelow(data().resolve("root.pem"), "localhost", port(8443));
                    });
        } catch (ConditionTimeoutException e) {
            throw new IllegalStateException("The product does not answer:\n" + tail(), e);
        }
    }

    /** What a power cut would do: no handler, no hook, no flush. Returns when the process is gone. */
    public void kill() {
        end(ProcessHandle::destroyForcibly);
    }

    /** What an operator does. Returns when the process is gone. */
    public void stop() {
        end(ProcessHandle::destroy);
    }

    /** {@link #stop} and {@link #start}. */
    public void restart() {
        stop();
        start();
    }

    @Override
    public void close() {
        stop();
    }

    private void end(Consumer<ProcessHandle> how) {
        var running = process;
        if (running == null) {
            return;
        }
        var all = Stream.concat(running.descendants(), Stream.of(running.toHandle()))
                .toList();
        all.forEach(how);
        for (var one : all) {
            try {
                one.onExit().get(30, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException e) {
                one.destroyForcibly();
            }
        }
        process = null;
    }

    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** For example {@code https://localhost:9443/r/abc}. */
    public URI url(String path) {
        return URI.create("https://localhost:" + port(8443) + path);
    }

    /** The port without encryption. */
    public URI plainUrl(String path) {
        return URI.create("http://localhost:" + port(8080) + path);
    }

    /** Where a port of the server's configuration is in this one. */
    public int port(int configured) {
        return configured + offset;
    }

    public Path base() {
        return base;
    }

    /** Database, keys, certificate. */
    public Path data() {
        return base.resolve("data/tallystick");
    }

    public Path console() {
        return base.resolve("console.log");
    }

    /** Everything the server has said since its directory was made. */
    public String output() {
        try {
            return Files.exists(console()) ? Files.readString(console()) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Process id of the JVM itself, not of the script around it. */
    public long pid() {
        var running = Objects.requireNonNull(process, "the server is not running");
        return running.descendants()
                .filter(one -> one.info().command().orElse("").endsWith("/java"))
                .findFirst()
                .orElseThrow()
                .pid();
    }

    /** Memory of that JVM, as Linux counts it. */
    long residentMegabytes() throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1_024)
                .findFirst()
                .orElse(0);
    }

    private String tail() {
        var lines = output().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
    }
}
