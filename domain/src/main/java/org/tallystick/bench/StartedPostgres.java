package org.tallystick.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A PostgreSQL of the operating system's packages with an empty cluster, durable as it comes: fsync and synchronous_commit are on. It
 * refuses to run as root, so for root it runs as the user {@code postgres}, as Debian has it.
 */
final class StartedPostgres {
    static final String USER = "tallystick";

    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final long PATIENCE_SECONDS = 60;
    /**
     * What the README advises, beside {@link #sharedBuffers}: fewer whole images of pages in the write-ahead log, and files of that log that
     * are kept to be written again.
     */
    private static final List<String> ADVISED =
            List.of("min_wal_size=2GB", "max_wal_size=4GB", "checkpoint_timeout=15min", "wal_compression=lz4");

    private final Process process;
    private final int port;
    private final String password;

    private StartedPostgres(Process process, int port, String password) {
        this.process = process;
        this.port = port;
        this.password = password;
    }

    /**
     * Returns when it answers.
     *
     * @param started ends it and has its folder
     * @throws BenchException if there is none, or if it does not start
     */
    static StartedPostgres start(Started started) throws IOException, InterruptedException {
        Path programs = programs();
        Path folder = started.folder("postgresql");
        Path data = folder.resolve("data");
        Path log = folder.resolve("log");
        boolean root = "root".equals(System.getProperty("user.name"));
        // Others may be on this machine, and a superuser of a database can run programs.
        String password = newPassword();
        Path file = folder.resolve("password");
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, password);
        if (root) {
            run(log, List.of("chown", "-R", "postgres", folder.toString()));
        }
        run(
                log,
                as(
                        root,
                        programs.resolve("initdb"),
                        "-D",
                        data,
                        "-U",
                        USER,
                        "-A",
                        "scram-sha-256",
                        "--pwfile",
                        file,
                        "-E",
                        "UTF8",
                        "--locale=C"));
        int port = freePort();
        List<Object> command = new ArrayList<>(
                List.of(programs.resolve("postgres"), "-D", data, "-p", port, "-k", folder, "-h", "127.0.0.1"));
        command.addAll(List.of("-c", sharedBuffers()));
        ADVISED.forEach(setting -> command.addAll(List.of("-c", setting)));
        Process process = begin(log, as(root, command.toArray()));
        started.add(() -> Processes.end(process));
        StartedPostgres postgres = new StartedPostgres(process, port, password);
        postgres.createDatabase(root, programs, log);
        return postgres;
    }

    /** A quarter of the memory, at most 4 GB: room for the pages of indexes over random numbers, each of which any receipt may change. */
    private static String sharedBuffers() {
        long all = ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getTotalMemorySize();
        return "shared_buffers=" + Math.min(all / 4 >> 20, 4_096) + "MB";
    }

    /** Of the database, which belongs to {@link #USER}. */
    String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:%d/%s?reWriteBatchedInserts=true".formatted(port, USER);
    }

    /** Of {@link #USER}. */
    String password() {
        return password;
    }

    private static String newPassword() {
        byte[] bits = new byte[16];
        new SecureRandom().nextBytes(bits);
        return HexFormat.of().formatHex(bits);
    }

    private void createDatabase(boolean root, Path programs, Path log) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        List<String> command = as(root, programs.resolve("createdb"), "-h", "127.0.0.1", "-p", port, "-U", USER, USER);
        while (begin(log, command, Map.of("PGPASSWORD", password)).waitFor() != 0) {
            if (!process.isAlive() || System.nanoTime() - deadline > 0) {
                throw new BenchException("PostgreSQL did not start. It said last:\n" + Processes.tail(log, 20));
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private static Path programs() throws IOException {
        if (Files.isDirectory(DEBIAN)) {
            try (Stream<Path> versions = Files.list(DEBIAN)) {
                return versions.filter(
                                version -> version.getFileName().toString().matches("\\d+")
                                        && Files.isExecutable(version.resolve("bin/postgres")))
                        .max(Comparator.comparing(
                                version -> Integer.valueOf(version.getFileName().toString())))
                        .map(version -> version.resolve("bin"))
                        .orElseThrow(StartedPostgres::none);
            }
        }
        throw none();
    }

    private static BenchException none() {
        return new BenchException(
                "There is no PostgreSQL under /usr/lib/postgresql. Install one (Debian: postgresql), name an empty database of one"
                        + " that runs with --jdbc-url, or measure --database h2.");
    }

    private static List<String> as(boolean root, Object... command) {
        List<String> words = new ArrayList<>(root ? List.of("runuser", "-u", "postgres", "--") : List.of());
        for (Object word : command) {
            words.add(word.toString());
        }
        return words;
    }

    private static void run(Path log, List<String> command) throws IOException, InterruptedException {
        if (begin(log, command).waitFor() != 0) {
            throw new BenchException("PostgreSQL could not be set up (%s):%n%s"
                    .formatted(String.join(" ", command), Processes.tail(log, 20)));
        }
    }

    private static Process begin(Path log, List<String> command) throws IOException {
        return begin(log, command, Map.of());
    }

    private static Process begin(Path log, List<String> command, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(Path.of("/").toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
