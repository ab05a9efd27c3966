package org.tallystick.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpTileSourceTest {
    private final MemoryLog log = MemoryLog.ofBills(700);
    private final List<String> requests = new ArrayList<>();
    private int busyAnswers;
    private int brokenAnswers;
    private int status = 200;
    private HttpServer server;
    private URI prefix;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/ledger/test/", this::answer);
        server.start();
        prefix = URI.create("http://localhost:" + server.getAddress().getPort() + "/ledger/test");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String name = exchange.getRequestURI().getPath().substring("/ledger/test/".length());
        String token = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        requests.add(name + " " + token);
        byte[] file = log.files.get(name);
        if (brokenAnswers-- > 0) {
            exchange.close();
            return;
        }
        if (busyAnswers-- > 0) {
            exchange.getResponseHeaders().set("Retry-After", "0");
            exchange.sendResponseHeaders(503, -1);
        } else if (status != 200) {
            exchange.sendResponseHeaders(status, -1);
        } else if (name.startsWith("tile/entries") && !token.equals("Bearer secret")) {
            exchange.sendResponseHeaders(401, -1);
        } else if (file == null) {
            exchange.sendResponseHeaders(404, -1);
        } else {
            boolean packed = name.startsWith("tile/entries");
            byte[] body = packed ? gzip(file) : file;
            if (packed) {
                exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            }
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    private HttpTileSource source(String... token) {
        return new HttpTileSource(
                prefix, HttpClient.newHttpClient(), Optional.ofNullable(token.length == 0 ? null : token[0]));
    }

    @Test
    void aLogIsAuditedOverHttp() throws IOException {
        HttpTileSource source = source("secret");
        LogAudit audit = new LogAuditor(source, List.of(MemoryLog.SIGNER.verifier()))
                .audit(source.checkpoint(), Optional.empty(), progress -> {});
        assertThat(audit.findings()).isEmpty();
        assertThat(audit.entries()).isEqualTo(700);
    }

    @Test
    void withoutATokenOnlyTheHashesAreAudited() throws IOException {
        HttpTileSource source = source();
        LogAudit audit = new LogAuditor(source, List.of(MemoryLog.SIGNER.verifier()))
                .audit(source.checkpoint(), Optional.empty(), progress -> {});
        assertThat(audit.clean()).isTrue();
        assertThat(audit.notes()).hasSize(1);
        assertThat(requests)
                .filteredOn(request -> request.startsWith("tile/entries"))
                .hasSize(1);
    }

    @Test
    void theTokenGoesWithTheEntriesOnly() throws IOException {
        HttpTileSource source = source("secret");
        source.checkpoint();
        source.tile(TileCoordinate.parse("0/000"));
        source.entries(EntryBundleCoordinate.parse("000"));
        assertThat(requests).containsExactly("checkpoint null", "tile/0/000 null", "tile/entries/000 Bearer secret");
    }

    @Test
    void aTokenIsNotSentUnencryptedToAnotherMachine() {
        URI other = URI.create("http://pos.example/ledger/test");
        HttpClient client = HttpClient.newHttpClient();
        assertThatThrownBy(() -> new HttpTileSource(other, client, Optional.of("secret")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(new HttpTileSource(other, client, Optional.empty())).isNotNull();
    }

    @Test
    void aBusyServerIsAskedAgain() throws IOException {
        busyAnswers = 3;
        assertThat(source().checkpoint()).isEqualTo(log.checkpoint());
        assertThat(requests).hasSize(4);
    }

    @Test
    void aBrokenConnectionIsTriedAgain() throws IOException {
        brokenAnswers = 2;
        assertThat(source().checkpoint()).isEqualTo(log.checkpoint());
    }

    @Test
    void aServerThatStaysBusyIsAFailureOfTheSource() {
        busyAnswers = 100;
        assertThatThrownBy(() -> source().checkpoint())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("503");
    }

    @Test
    void answersAreTold() {
        status = 403;
        assertThatThrownBy(() -> source().checkpoint()).isInstanceOf(AccessDeniedException.class);
        status = 404;
        assertThatThrownBy(() -> source().checkpoint())
                .isInstanceOf(NoSuchFileException.class)
                .isNotInstanceOf(EntriesRemovedException.class);
        status = 410;
        assertThatThrownBy(() -> source().entries(EntryBundleCoordinate.parse("000")))
                .isInstanceOf(EntriesRemovedException.class);
        status = 302;
        assertThatThrownBy(() -> source().checkpoint())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("302");
        status = 500;
        assertThatThrownBy(() -> source().checkpoint())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("500");
    }

    @Test
    void moreThanATileIsNotTakenForOne() throws IOException {
        log.files.put("tile/0/000", new byte[1_000_000]);
        assertThat(source().tile(TileCoordinate.parse("0/000"))).hasSize(8193);
    }

    @Test
    void anUnpackedBundleIsBoundedToo() throws IOException {
        log.files.put("tile/entries/000", new byte[LogFiles.MAX_BUNDLE + 1_000_000]);
        assertThat(source("secret").entries(EntryBundleCoordinate.parse("000"))).hasSize(LogFiles.MAX_BUNDLE + 1);
    }
}
