package org.tallystick.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.ledger.MemoryLog;
import org.tallystick.shared.LocalTls;
import picocli.CommandLine;

/** The audit of a log on a server whose certificate only the auditor's own file vouches for. */
class LedgerAuditOverHttpsTest {
    private static final String PREFIX = "/ledger/test/";

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private HttpsServer server;

    @BeforeEach
    void serve() throws Exception {
        MemoryLog.ofBills(5_000).save(directory);
        LocalTls tls = LocalTls.create();
        Files.writeString(directory.resolve("ca.pem"), tls.pem());
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls.context()));
        server.createContext(PREFIX, this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String name = exchange.getRequestURI().getPath().substring(PREFIX.length());
        boolean forAuditors = name.startsWith("tile/entries");
        String token = exchange.getRequestHeaders().getFirst("Authorization");
        if (forAuditors && !"Bearer secret".equals(token)) {
            exchange.sendResponseHeaders(401, -1);
        } else if (Files.isRegularFile(directory.resolve(name))) {
            byte[] file = Files.readAllBytes(directory.resolve(name));
            exchange.sendResponseHeaders(200, file.length);
            exchange.getResponseBody().write(file);
        } else {
            exchange.sendResponseHeaders(404, -1);
        }
        exchange.close();
    }

    private int audit(String... more) {
        CommandLine command = new CommandLine(new LedgerCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        String url = "https://localhost:" + server.getAddress().getPort() + PREFIX;
        String[] arguments = {"audit", url, "--log", MemoryLog.SIGNER.verifier().vkey()};
        return command.execute(Stream.of(arguments, more).flatMap(Stream::of).toArray(String[]::new));
    }

    @Test
    void aTokenOpensTheEntries() {
        assertThat(audit("--ca", directory.resolve("ca.pem").toString(), "--token", "secret"))
                .isZero();
        assertThat(out.toString()).contains("5000 entries hashed again").doesNotContain("Note");
    }

    @Test
    void withoutATokenTheTreeIsAudited() {
        assertThat(audit("--ca", directory.resolve("ca.pem").toString())).isZero();
        assertThat(out.toString()).contains("0 entries hashed again", "Note  Entries not readable");
    }

    @Test
    void aServerThatNobodyTrustedVouchesForIsNotAsked() {
        assertThat(audit()).isEqualTo(2);
        assertThat(err.toString()).contains("--ca");
    }
}
