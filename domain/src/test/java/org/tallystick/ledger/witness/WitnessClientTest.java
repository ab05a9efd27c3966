package org.tallystick.ledger.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.ledger.MemoryLog;
import org.tallystick.ledger.NoteCosigner;
import org.tallystick.ledger.NoteSignature;
import org.tallystick.ledger.NoteVerifier;

/** A log that asks a witness gets its cosignature, whatever either of them believed before. */
class WitnessClientTest {
    private static final NoteVerifier LOG = MemoryLog.SIGNER.verifier();
    private static final NoteCosigner KEY = NoteCosigner.fromSeed("regulator.example/w1", new byte[32]);
    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    @TempDir
    private Path directory;

    private WitnessMemory memory;
    private WitnessServer server;
    private WitnessClient client;

    @BeforeEach
    void start() throws IOException {
        WitnessMemory.create(directory, KEY.verifier());
        memory = WitnessMemory.open(directory, KEY.verifier());
        server = WitnessServer.start(new Witness(KEY, List.of(LOG), memory, Clock.systemUTC()), ANY, refusal -> {});
        client = client(server.address().getPort());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        memory.close();
    }

    private static WitnessClient client(int port) {
        return new WitnessClient(
                KEY.verifier(),
                URI.create("http://localhost:" + port),
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(),
                Duration.ofSeconds(5));
    }

    private NoteSignature cosign(WatchedLog log, long believed) throws Exception {
        return client.cosign(log.checkpoint(), LOG, believed, log::proofFrom);
    }

    @Test
    void itIsCosignedWhateverWasBelieved() throws Exception {
        WatchedLog log = WatchedLog.ofReceipts(10);
        for (long believed : new long[] {0, 0, 30, 5, 9_999}) {
            NoteSignature cosignature = cosign(log, believed);
            assertThat(KEY.verifier().hasSigned(cosignature, text(log))).isTrue();
            log.growTo(log.size() + 10);
        }
    }

    private static byte[] text(WatchedLog log) {
        String note = new String(log.checkpoint(), StandardCharsets.UTF_8);
        return note.substring(0, note.indexOf("\n\n") + 1).getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aLogThatWasRolledBackIsToldWithTheEvidence() throws Exception {
        WatchedLog larger = WatchedLog.ofReceipts(20);
        cosign(larger, 0);
        assertThatThrownBy(() -> cosign(WatchedLog.ofReceipts(10), 10))
                .isInstanceOfSatisfying(WitnessAheadException.class, ahead -> assertThat(
                                new String(ahead.checkpoint(), StandardCharsets.UTF_8))
                        .startsWith(new String(larger.checkpoint(), StandardCharsets.UTF_8)));
    }

    @Test
    void aForkIsNotCosigned() throws Exception {
        cosign(WatchedLog.ofReceipts(100), 0);
        assertThatThrownBy(() -> cosign(WatchedLog.fork(200, 60), 100))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("422");
    }

    @Test
    void whatAWitnessOnlyClaimsIsNotBelieved() throws Exception {
        assertClaim(409, "99\n", "claims to know a larger tree");
        assertClaim(409, "many\n", "without a size");
        assertClaim(409, "5\n", "answered 409");
        assertClaim(200, "\u2014 somebody AAAAAAEBAQE=\n", "without a cosignature of its own");
        assertClaim(200, "thanks\n", "no known form");
        assertClaim(503, "later\n", "answered 503");
    }

    private static void assertClaim(int status, String body, String said) throws IOException {
        HttpServer liar = HttpServer.create(ANY, 0);
        liar.createContext("/", exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        liar.start();
        try {
            WatchedLog log = WatchedLog.ofReceipts(10);
            WitnessClient client = client(liar.getAddress().getPort());
            assertThatThrownBy(() -> client.cosign(log.checkpoint(), LOG, 0, log::proofFrom))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(said);
        } finally {
            liar.stop(0);
        }
    }
}
