package org.tallystick.ear;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tallystick.verification.TestPlatform;

/**
 * How long the command-line program takes for ten thousand receipt files, and how much memory: {@code mvn -Pbench
 * -Dbench=Verification}. Every hundredth file is another receipt's proof under a genuine one, so that the program also has something
 * to find.
 */
public final class VerificationBench {
    private static final int FILES = Integer.getInteger("rows", 10_000);
    private static final List<String> HEAPS = List.of("-Xmx64m", "-Xmx512m");

    private final TestPlatform platform = new TestPlatform();
    private final Path directory;

    private VerificationBench(Path directory) {
        this.directory = directory;
    }

    /** Prints a line for each size of the heap. */
    public static void main(String[] arguments) throws Exception {
        Path directory = Files.createTempDirectory("receipts");
        try {
            VerificationBench bench = new VerificationBench(directory);
            bench.make();
            for (String heap : HEAPS) {
                System.out.println(bench.run(heap));
            }
        } finally {
            try (Stream<Path> all = Files.walk(directory)) {
                all.sorted(Comparator.reverseOrder()).forEach(VerificationBench::delete);
            }
        }
    }

    private void make() throws IOException, GeneralSecurityException {
        Files.createDirectory(directory.resolve("files"));
        IntStream.range(0, FILES).parallel().forEach(this::write);
        String der = Base64.getMimeEncoder()
                .encodeToString(platform.rootCertificate().getEncoded());
        Files.writeString(
                directory.resolve("root.pem"), "-----BEGIN CERTIFICATE-----\n" + der + "\n-----END CERTIFICATE-----\n");
    }

    private void write(int number) {
        var genuine = platform.genuine();
        var file = number % 100 == 99
                ? genuine.withProof(platform.genuine().proof().orElseThrow())
                : genuine;
        try {
            Files.write(directory.resolve("files").resolve("%06d.json".formatted(number)), file.toJson());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String run(String heap) throws IOException, InterruptedException {
        Path answer = directory.resolve("answer.txt");
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                heap,
                "-jar",
                CommandLineProgram.jar().toString(),
                "verify",
                directory.resolve("files").toString(),
                "--ca",
                directory.resolve("root.pem").toString(),
                "--log",
                platform.logKey(),
                "--at",
                TestPlatform.NOW.plusSeconds(60).toString());
        builder.redirectErrorStream(true).redirectOutput(answer.toFile());
        long start = System.nanoTime();
        Process process = builder.start();
        String most = "";
        while (!process.waitFor(50, TimeUnit.MILLISECONDS)) {
            most = resident(process.pid(), most);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        List<String> lines = Files.readAllLines(answer);
        return "%s %,d files in %.1f s (%.0f a second), %s at most, exit code %d: %s"
                .formatted(
                        heap,
                        FILES,
                        seconds,
                        FILES / seconds,
                        most,
                        process.exitValue(),
                        String.join(", ", lines.subList(Math.max(0, lines.size() - 3), lines.size())));
    }

    /** As Linux counts it; the last answer where the process has just ended. */
    private static String resident(long pid, String before) {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/status"), StandardCharsets.UTF_8).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .map(line -> line.substring("VmHWM:".length()).strip())
                    .findFirst()
                    .orElse(before);
        } catch (IOException e) {
            return before;
        }
    }

    private static void delete(Path path) {
        try {
            Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
