package org.tallystick.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import org.tallystick.shared.PinnedTrust;

/**
 * A server of a build, as it ships, in a process of its own: ports that nobody has, an empty database, everything it writes in a folder that
 * is somebody else's to delete.
 */
final class StartedServer {
    private static final int HTTPS = 8443;
    private static final List<Integer> PORTS = List.of(HTTPS, 8444, 8080, 9990);
    private static final int FIRST_OFFSET = 2_000;
    private static final int LAST_OFFSET = 9_000;
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(3);

    private final Place place;
    private final Process process;

    /** @param base where it writes */
    private record Place(Path home, Path base, int offset) {}

    private StartedServer(Place place, Process process) {
        this.place = place;
        this.process = process;
    }

    /**
     * Returns when it answers.
     *
     * @param home a provisioned server, {@code ear/target/server}
     * @param settings environment variables
     * @param started ends it and has its folder
     * @throws BenchException with the last lines it said, if it does not start
     */
    static StartedServer start(Path home, Map<String, String> settings, Started started)
            throws IOException, InterruptedException {
        Path base = started.folder("server");
        copy(home.resolve("standalone"), base);
        return launch(new Place(home, base, freeOffset()), settings, started);
    }

    /** Ends it; its data stay. */
    void stop() {
        Processes.end(process);
    }

    /** Starts what was stopped, with its data and ports. Returns when it answers. */
    StartedServer again(Map<String, String> settings, Started started) throws IOException, InterruptedException {
        return launch(place, settings, started);
    }

    private static StartedServer launch(Place place, Map<String, String> settings, Started started)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        place.home()
                                .resolve("bin/standalone.sh")
                                .toAbsolutePath()
                                .toString(),
                        "-Djboss.server.base.dir=" + place.base().toAbsolutePath(),
                        "-Djboss.socket.binding.port-offset=" + place.offset())
                .redirectErrorStream(true)
                .redirectOutput(place.base().resolve("console.log").toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("TALLYSTICK_") || name.equals("JAVA_OPTS"));
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        // Otherwise the script would keep signals to itself.
        environment.put("LAUNCH_JBOSS_IN_BACKGROUND", "1");
        environment.put("TALLYSTICK_BASE_URL", "https://localhost:" + (HTTPS + place.offset()));
        environment.putAll(settings);
        Process process = builder.start();
        started.add(() -> Processes.end(process));
        StartedServer server = new StartedServer(place, process);
        server.awaitReady();
        return server;
    }

    int httpsPort() {
        return HTTPS + place.offset();
    }

    Path data() {
        return place.base().resolve("data/tallystick");
    }

    /** Of the server itself, not of the script around it. */
    OptionalLong pid() {
        return process.descendants()
                .filter(one -> one.info().command().orElse("").endsWith("/java"))
                .mapToLong(ProcessHandle::pid)
                .findFirst();
    }

    /** The last lines it said. */
    String tail() {
        return Processes.tail(place.base().resolve("console.log"), 40);
    }

    private void awaitReady() throws InterruptedException {
        Path log = place.base().resolve("console.log");
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!says(log, "WFLYSRV0025") || !isCertified()) {
            if (!process.isAlive() || says(log, "WFLYSRV0026") || System.nanoTime() - deadline > 0) {
                throw new BenchException("The server did not start. It said last:\n" + Processes.tail(log, 40));
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    /** Whether it shows the certificate of its own authority: until then it has a stop-gap. */
    private boolean isCertified() {
        try (SSLSocket socket = (SSLSocket) PinnedTrust.in(data().resolve("root.pem"))
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), httpsPort())) {
            socket.setSoTimeout(5_000);
            socket.startHandshake();
            return true;
        } catch (IOException | GeneralSecurityException notYet) {
            return false;
        }
    }

    private static boolean says(Path log, String word) {
        return Processes.tail(log, 60).contains(word);
    }

    private static int freeOffset() {
        for (int offset = FIRST_OFFSET; offset < LAST_OFFSET; offset += 10) {
            int candidate = offset;
            if (PORTS.stream().allMatch(port -> isFree(port + candidate))) {
                return offset;
            }
        }
        throw new BenchException("No ports are free for a server between %d and %d."
                .formatted(HTTPS + FIRST_OFFSET, HTTPS + LAST_OFFSET));
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    /** Configuration, deployment and what a start needs; not the data of a server that ran there. */
    private static void copy(Path standalone, Path base) throws IOException {
        for (String part : List.of("configuration", "deployments/tallystick.ear", "data/tallystick/tls.p12")) {
            if (Files.notExists(standalone.resolve(part))) {
                throw new BenchException(
                        "%s is missing: --start names the server that a build leaves in ear/target/server."
                                .formatted(standalone.resolve(part)));
            }
            try (Stream<Path> paths = Files.walk(standalone.resolve(part))) {
                for (Path path : paths.toList()) {
                    Path target = base.resolve(standalone.relativize(path).toString());
                    Files.createDirectories(Files.isDirectory(path) ? target : target.getParent());
                    if (!Files.isDirectory(path)) {
                        Files.copy(path, target, StandardCopyOption.REPLACE_EXISTING);
                    }
                }
            }
        }
    }
}
