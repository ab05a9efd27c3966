package org.tallystick.ledger.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.ledger.MemoryLog;
import org.tallystick.ledger.NoteCosigner;
import org.tallystick.ledger.NoteSignature;
import org.tallystick.ledger.NoteVerifier;
import org.tallystick.ledger.SignedNote;

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
        return client(port, Duration.ofSeconds(5));
    }

    private static WitnessClient client(int port, Duration limit) {
        return new WitnessClient(
                KEY.verifier(),
                URI.create("http://localhost:" + port),
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(),
                limit);
    }

    private NoteSignature cosign(WatchedLog log, long believed) throws Exception {
        AtomicLong size = new AtomicLong(believed);
        NoteSignature cosignature = client.cosign(log.checkpoint(), LOG, size, log::proofFrom);
        assertThat(size).hasValue(log.size());
        return cosignature;
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

    /** Otherwise a witness far away would never cosign: each time the first answer would leave no time for the second. */
    @Test
    void whatItSaysIsRememberedThoughItsNextAnswerIsTooLate() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        BlockingQueue<String> asked = new LinkedBlockingQueue<>();
        HttpServer slow = witnessWith(exchange -> {
            asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            if (asked.size() == 2) {
                await(over);
            }
            answer(exchange, 409, "5\n");
        });
        try {
            WatchedLog log = WatchedLog.ofReceipts(10);
            WitnessClient impatient = client(slow.getAddress().getPort(), Duration.ofSeconds(3));
            AtomicLong believed = new AtomicLong();
            assertThatThrownBy(() -> impatient.cosign(log.checkpoint(), LOG, believed, log::proofFrom))
                    .isInstanceOf(IOException.class);
            assertThat(believed).hasValue(5);
            assertThat(asked.poll(20, TimeUnit.SECONDS)).startsWith("old 0\n");
            assertThat(asked.poll(20, TimeUnit.SECONDS)).startsWith("old 5\n");
        } finally {
            over.countDown();
            slow.stop(0);
        }
    }

    /** A witness may keep connections for as long as checkpoints are apart. */
    @Test
    void aConnectionThatIsClosedInTheMomentOfItsUseIsNoSilence() throws Exception {
        AtomicLong asked = new AtomicLong();
        HttpServer closing = witnessWith(exchange -> {
            exchange.getRequestBody().readAllBytes();
            if (asked.incrementAndGet() == 1) {
                exchange.close();
            } else {
                answer(exchange, 503, "");
            }
        });
        try {
            WatchedLog log = WatchedLog.ofReceipts(10);
            WitnessClient client = client(closing.getAddress().getPort());
            assertThatThrownBy(() -> client.cosign(log.checkpoint(), LOG, new AtomicLong(), log::proofFrom))
                    .hasMessageContaining("answered 503");
            assertThat(asked).hasValue(2);
        } finally {
            closing.stop(0);
        }
    }

    /** Witnesses take ten kilobytes, and cosignatures of others may be three kilobytes each. */
    @Test
    void itIsNotSentTheCosignaturesOfOthers() throws Exception {
        BlockingQueue<String> asked = new LinkedBlockingQueue<>();
        HttpServer reader = witnessWith(exchange -> {
            asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            answer(exchange, 503, "");
        });
        try {
            WatchedLog log = WatchedLog.ofReceipts(10);
            SignedNote note = SignedNote.parse(log.checkpoint())
                    .with(new NoteSignature(LOG.name(), 1, new byte[2_420]))
                    .with(new NoteSignature("other.example/w2", 2, new byte[2_428]));
            WitnessClient client = client(reader.getAddress().getPort());
            assertThatThrownBy(() -> client.cosign(note.bytes(), LOG, new AtomicLong(), log::proofFrom))
                    .hasMessageContaining("answered 503");
            String own = new String(note.onlyBy(LOG.name()).bytes(), StandardCharsets.UTF_8);
            assertThat(asked.poll(20, TimeUnit.SECONDS))
                    .isEqualTo("old 0\n\n" + own)
                    .doesNotContain("other.example");
        } finally {
            reader.stop(0);
        }
    }

    @Test
    void whatAWitnessOnlyClaimsIsNotBelieved() throws Exception {
        assertClaim(409, "99\n", "claims to know a larger tree");
        assertClaim(409, "many\n", "without a size");
        assertClaim(409, "5\n", "answered 409");
        assertClaim(200, "\u2014 somebody AAAAAAEBAQE=\n", "without a cosignature of its own");
        assertClaim(200, "thanks\n", "no known form");
        assertClaim(503, "later\n", "answered 503: later");
        assertClaim(409, "", "answered 409 (it may have cosigned another history of this log): without a size");
        assertClaim(404, "a\nSEVERE lie\n", "answered 404 (it does not know this log with this key): a SEVERE lie");
        assertClaim(403, "x".repeat(10_000), ": " + "x".repeat(200));
    }

    private static void assertClaim(int status, String body, String said) throws IOException {
        HttpServer liar = witnessWith(exchange -> {
            exchange.getRequestBody().readAllBytes();
            answer(exchange, status, body);
        });
        try {
            WatchedLog log = WatchedLog.ofReceipts(10);
            WitnessClient client = client(liar.getAddress().getPort());
            assertThatThrownBy(() -> client.cosign(log.checkpoint(), LOG, new AtomicLong(), log::proofFrom))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(said)
                    .hasMessageNotContaining("\n");
        } finally {
            liar.stop(0);
        }
    }

    private interface Behaviour {
        void handle(HttpExchange exchange) throws IOException;
    }

    /** The time limit of a request is over with the headers. */
    @Test
    void oneThatNeverEndsItsAnswerHoldsNobodyUp() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        HttpServer endless = witnessWith(exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write('-');
            exchange.getResponseBody().flush();
            await(over);
        });
        try {
            WatchedLog log = WatchedLog.ofReceipts(10);
            WitnessClient client = client(endless.getAddress().getPort(), Duration.ofSeconds(1));
            assertThatThrownBy(() -> client.cosign(log.checkpoint(), LOG, new AtomicLong(), log::proofFrom))
                    .isInstanceOf(SocketTimeoutException.class);
        } finally {
            over.countDown();
            endless.stop(0);
        }
    }

    private static HttpServer witnessWith(Behaviour behaviour) throws IOException {
        HttpServer server = HttpServer.create(ANY, 0);
        server.createContext("/", behaviour::handle);
        server.start();
        return server;
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
