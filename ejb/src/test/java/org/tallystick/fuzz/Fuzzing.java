package org.tallystick.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.tallystick.enrolment.service.EstFuzz;
import org.tallystick.enrolment.service.OcspFuzz;
import org.tallystick.ledger.LedgerFormatFuzz;
import org.tallystick.ledger.WitnessFormatFuzz;
import org.tallystick.timestamping.service.TsaFuzz;
import org.tallystick.verification.CertificateFuzz;
import org.tallystick.verification.ReceiptFileFuzz;

/**
 * Gives every reader of foreign bytes inputs that Jazzer makes up, one reader after the other, each in a JVM of its own with a
 * small heap: {@code mvn -Pfuzz}. An exception that a reader does not announce, an input that takes longer than
 * {@value #LONGEST_INPUT_SECONDS} seconds, and a heap above {@value #HEAP} are findings; the input is kept in
 * {@code target/fuzz}, belongs into {@code src/test/resources/fuzz} and is tried in every build from then on.
 */
public final class Fuzzing {
    /** Classes with a method {@code fuzzerTestOneInput(byte[])}. Their seeds lie in a folder of their name. */
    static final List<Class<?>> READERS = List.of(
            CertificateFuzz.class,
            EstFuzz.class,
            OcspFuzz.class,
            TsaFuzz.class,
            LedgerFormatFuzz.class,
            WitnessFormatFuzz.class,
            ReceiptFileFuzz.class);

    private static final int LONGEST_INPUT_SECONDS = 10;
    private static final String HEAP = "256m";
    private static final Path SEEDS = Path.of("src/test/resources/fuzz");

    private Fuzzing() {}

    /** @param arguments seconds for each reader; part of a reader's name, or nothing for all */
    public static void main(String[] arguments) throws InterruptedException {
        String wanted = arguments.length > 1 ? arguments[1].toLowerCase(Locale.ROOT) : "";
        List<String> found = new ArrayList<>();
        for (Class<?> reader : READERS) {
            if (reader.getSimpleName().toLowerCase(Locale.ROOT).contains(wanted) && !holds(reader, arguments[0])) {
                found.add(reader.getSimpleName());
            }
        }
        if (!found.isEmpty()) {
            throw new IllegalStateException("Findings: see the output and target/fuzz for " + found);
        }
    }

    private static boolean holds(Class<?> reader, String seconds) throws InterruptedException {
        Path directory = Path.of("target/fuzz", reader.getSimpleName());
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + HEAP,
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + reader.getName(),
                "--instrumentation_includes=org.tallystick.**:org.bouncycastle.asn1.**:org.bouncycastle.cert.**",
                "--reproducer_path=" + directory.toAbsolutePath(),
                "-artifact_prefix=" + directory.toAbsolutePath() + "/",
                "-max_total_time=" + seconds,
                "-timeout=" + LONGEST_INPUT_SECONDS,
                "-rss_limit_mb=1200",
                "-max_len=8192",
                "-print_final_stats=1",
                directory.resolve("corpus").toAbsolutePath().toString(),
                seeds(reader).toAbsolutePath().toString());
        try {
            Files.createDirectories(directory.resolve("corpus"));
            Process process = new ProcessBuilder(command).inheritIO().start();
            return process.waitFor() == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the inputs are that a reader is known by. */
    static Path seeds(Class<?> reader) {
        return SEEDS.resolve(reader.getSimpleName());
    }

    /** The inputs themselves. */
    static List<byte[]> inputs(Class<?> reader) {
        try (Stream<Path> files = Files.list(seeds(reader))) {
            return files.sorted().map(Fuzzing::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
