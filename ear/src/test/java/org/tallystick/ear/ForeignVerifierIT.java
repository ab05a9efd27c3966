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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.ledger.Checkpoint;
import org.tallystick.ledger.TileCoordinate;

/**
 * The log's public files under a verifier that nobody here wrote: golang.org/x/mod/sumdb. Runs where Go and that module are
 * installed (Debian: golang-go, golang-golang-x-mod-dev) and is skipped visibly elsewhere.
 */
class ForeignVerifierIT {
    private static final Path MODULES = Path.of("/usr/share/gocode");

    @TempDir
    private Path directory;

    @Test
    void goVerifiesEveryTileAndEveryInclusion() throws Exception {
        assumeTrue(
                Files.isDirectory(MODULES.resolve("src/golang.org/x/mod/sumdb")), "golang-golang-x-mod-dev is absent");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/go")), "golang-go is absent");
        ServerProcess server = TestShop.server();
        TestTill till = TestTill.enrol(server, TestShop.freeTerminal());
        long last = 0;
        for (int i = 0; i < 300; i++) {
            last = till.send(till.next()).index();
        }
        TestLedger ledger = TestLedger.of(server).awaitPublished(last);
        download(server, ledger);

        assertThat(go(ledger.key().vkey())).startsWith("verified ");
        Path tile = directory.resolve("tile/0/000");
        byte[] flipped = Files.readAllBytes(tile);
        flipped[100] ^= 1;
        Files.write(tile, flipped);
        assertThat(go(ledger.key().vkey())).doesNotContain("verified");
    }

    private void download(ServerProcess server, TestLedger ledger) throws IOException {
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

    private String go(String vkey) throws Exception {
        Path program = directory.resolve("verify.go");
        try (InputStream source =
                Objects.requireNonNull(ForeignVerifierIT.class.getResourceAsStream("/go/verify.go"))) {
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
