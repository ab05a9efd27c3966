package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.tallystick.ledger.Checkpoint;
import org.tallystick.ledger.TileCoordinate;

/**
 * golang.org/x/mod/sumdb, a verifier that nobody here wrote, over a log's public files in a directory. Debian has it as
 * golang-go and golang-golang-x-mod-dev.
 */
final class SumdbVerifier {
    private static final Path MODULES = Path.of("/usr/share/gocode");

    private final Path directory;

    SumdbVerifier(Path directory) {
        this.directory = directory;
    }

    static boolean isHere() {
        return Files.isDirectory(MODULES.resolve("src/golang.org/x/mod/sumdb"))
                && Files.isExecutable(Path.of("/usr/bin/go"));
    }

    static void require() {
        assumeTrue(isHere(), "golang-go or golang-golang-x-mod-dev is absent");
    }

    void download(ServerProcess server, TestLedger ledger) throws IOException {
        byte[] note = ledger.checkpoint();
        Files.write(directory.resolve("checkpoint"), note);
        long size = Checkpoint.open(note, List.of(ledger.key())).size();
        for (int level = 0; size >>> (8 * level) > 0; level++) {
            long hashes = size >>> (8 * level);
            for (long index = 0; index * 256 < hashes; index++) {
                int width = (int) Math.min(256, hashes - index * 256);
                String path = "tile/" + new TileCoordinate(level, index, width).path();
                Path file = directory.resolve(path);
                Files.createDirectories(file.getParent());
                Files.write(
                        file,
                        TestAnswer.get(server, ledger.prefix() + "/" + path).body());
            }
        }
    }

    /** @return what the program said; it begins with {@code verified} if all is well */
    String verify(String vkey) throws IOException, InterruptedException {
        Path program = directory.resolve("verify.go");
        try (InputStream source = Objects.requireNonNull(SumdbVerifier.class.getResourceAsStream("/go/verify.go"))) {
            Files.write(program, source.readAllBytes());
        }
        ProcessBuilder builder =
                new ProcessBuilder("/usr/bin/go", "run", program.toString(), directory.toString(), vkey);
        builder.redirectErrorStream(true);
        builder.environment().put("GO111MODULE", "off");
        builder.environment().put("GOPATH", MODULES.toString());
        builder.environment().put("GOCACHE", directory.resolve("cache").toString());
        builder.environment().put("GOFLAGS", "");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return output;
    }
}
