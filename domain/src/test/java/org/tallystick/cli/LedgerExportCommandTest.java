package org.tallystick.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.ledger.MemoryLog;
import picocli.CommandLine;

/** An export, and what a web server without a thought of its own makes of it. */
class LedgerExportCommandTest {
    private static final String KEY = MemoryLog.SIGNER.verifier().vkey();

    @TempDir
    private Path directory;

    private Path published;
    private Path site;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void publish() throws IOException {
        published = directory.resolve("published");
        site = directory.resolve("site");
        MemoryLog.ofBills(300).save(published);
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return new CommandLine(new LedgerCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private int export(String extent) {
        return run("export", published.toString(), extent, "--to", site.toString(), "--log", KEY);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(site)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> site.relativize(file).toString())
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void thePublicFilesAreTheCheckpointAndTheHashTiles() throws IOException {
        assertThat(export("--public")).isZero();
        assertThat(out.toString()).contains("Exported and proved: pos.example/ledger/test, 300 entries.");
        assertThat(files()).containsExactly("checkpoint", "tile/0/000", "tile/0/001.p/44", "tile/1/000.p/1");
    }

    @Test
    void aFullExportHasTheEntriesTooAndGrows() throws IOException {
        assertThat(export("--full")).isZero();
        MemoryLog.ofBills(600).save(published);
        assertThat(export("--full")).isZero();
        assertThat(files())
                .contains("checkpoint", "tile/0/001", "tile/0/002.p/88", "tile/entries/000", "tile/entries/002.p/88")
                .doesNotContain("tile/0/001.p/44");
    }

    @Test
    void anyWebServerServesItAndTheAuditorReadsItThere() throws IOException {
        assertThat(export("--full")).isZero();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            Path file = site.resolve(exchange.getRequestURI().getPath().substring(1));
            boolean there = Files.isRegularFile(file);
            byte[] content = there ? Files.readAllBytes(file) : new byte[0];
            exchange.sendResponseHeaders(there ? 200 : 404, there ? content.length : -1);
            exchange.getResponseBody().write(content);
            exchange.close();
        });
        server.start();
        try {
            String address = "http://localhost:" + server.getAddress().getPort();
            assertThat(run("audit", address, "--log", KEY)).isZero();
            assertThat(out.toString()).contains("The log keeps its promise: every entry", "300 entries hashed again");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void whatIsNotTheLogsIsNotExported() throws IOException {
        byte[] tile = Files.readAllBytes(published.resolve("tile/0/000"));
        tile[40] ^= 1;
        Files.write(published.resolve("tile/0/000"), tile);
        assertThat(export("--public")).isEqualTo(1);
        assertThat(err.toString()).startsWith("The log was refused: ");
        assertThat(files()).isEmpty();
    }

    @Test
    void entriesThatAreMissingAreSaid() throws IOException {
        Files.delete(published.resolve("tile/entries/000"));
        assertThat(export("--full")).isEqualTo(2);
        assertThat(out.toString()).contains("Note  Entry bundle 000 is not to be had");
    }

    @Test
    void oneExtentIsToBeSaidAndEntriesNeedAToken() {
        assertThat(run("export", published.toString(), "--to", site.toString(), "--log", KEY))
                .isEqualTo(64);
        assertThat(run("export", "https://localhost:1", "--full", "--to", site.toString(), "--log", KEY))
                .isEqualTo(64);
        assertThat(err.toString()).contains("--full needs an auditor's token");
    }
}
