package org.tallystick.ledger.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.ledger.EntryKind;
import org.tallystick.ledger.NoteCosigner;
import org.tallystick.ledger.witness.Witness;
import org.tallystick.ledger.witness.WitnessMemory;
import org.tallystick.ledger.witness.WitnessServer;
import org.tallystick.shared.Sha256;
import org.tallystick.shared.service.FixedSettings;

/** A log on a real database asks a real witness: see {@link Witnesses}. */
class WitnessesTest {
    private static final NoteCosigner KEY = NoteCosigner.fromSeed("witness.example/w1", new byte[32]);

    @TempDir
    private Path directory;

    private final LedgerFixture fixture = new LedgerFixture();
    private final LedgerBatcher batcher = fixture.batcher();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private WitnessMemory memory;
    private WitnessServer server;

    @BeforeEach
    void start() throws IOException {
        fixture.start(batcher);
        WitnessMemory.create(directory, KEY.verifier());
        memory = WitnessMemory.open(directory, KEY.verifier());
        Witness witness = new Witness(KEY, List.of(fixture.key.verifier()), memory, Clock.systemUTC());
        server =
                WitnessServer.start(witness, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), refusal -> {});
    }

    @AfterEach
    void stop() throws IOException {
        batcher.stop();
        server.close();
        memory.close();
        threads.shutdownNow();
        fixture.close();
    }

    private SignedHead grow(int count) {
        for (int i = 0; i < count; i++) {
            Append<EntryDraft> append = new Append<>(
                    new EntryDraft(EntryKind.CASE, "id" + i, "-", Sha256.of(new byte[] {(byte) i})),
                    DraftWriter.INSTANCE);
            batcher.submit(append);
            append.outcome().join();
        }
        return batcher.latest(fixture.log).orElseThrow();
    }

    private Witnesses witnesses(String policy) throws IOException {
        Path file = directory.resolve("policy");
        Files.writeString(file, policy);
        Witnesses witnesses = new Witnesses(
                FixedSettings.of(Map.of("tallystick.ledger.witness-policy", file.toString())),
                fixture.repository,
                Duration.ofSeconds(30));
        witnesses.executor = (ManagedExecutorService) Proxy.newProxyInstance(
                WitnessesTest.class.getClassLoader(),
                new Class<?>[] {ManagedExecutorService.class},
                (proxy, method, arguments) -> {
                    try {
                        return method.invoke(threads, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        return witnesses;
    }

    private String policy(int port) {
        return "witness w " + KEY.verifier().vkey() + " http://localhost:" + port + "/\nquorum w\n";
    }

    private SignedHead cosign(Witnesses witnesses, SignedHead head) {
        return witnesses.cosign(fixture.log, fixture.key.verifier(), head);
    }

    @Test
    void eachCheckpointOfAGrowingLogIsCosigned() throws IOException {
        Witnesses witnesses = witnesses(policy(server.address().getPort()));
        for (int i = 0; i < 4; i++) {
            SignedHead head = grow(7);
            assertThat(witnesses.haveCosigned(fixture.log, head)).isFalse();
            SignedHead cosigned = cosign(witnesses, head);
            assertThat(witnesses.haveCosigned(fixture.log, cosigned)).isTrue();
            assertThat(cosign(witnesses, cosigned).checkpoint()).isEqualTo(cosigned.checkpoint());
        }
        // Another node, or this one after a restart, does not know what the witness knows.
        SignedHead head = grow(1);
        assertThat(cosign(witnesses(policy(server.address().getPort())), head).checkpoint())
                .hasSizeGreaterThan(head.checkpoint().length);
    }

    @Test
    void aCheckpointWithManyCosignaturesIsStored() {
        String note = "x".repeat(20_000);
        fixture.repository.publish(fixture.log.id(), new LogRepository.PublishedCheckpoint(1, note, 1));
        assertThat(fixture.repository.published(fixture.log.id()))
                .hasValueSatisfying(stored -> assertThat(stored.note()).isEqualTo(note));
    }

    @Test
    void aWitnessThatIsAwayHoldsNothingUp() throws IOException {
        int port = server.address().getPort();
        server.close();
        Witnesses witnesses = witnesses(policy(port));
        SignedHead head = grow(3);
        assertThat(cosign(witnesses, head).checkpoint()).isEqualTo(head.checkpoint());
        assertThat(witnesses.haveCosigned(fixture.log, head)).isFalse();
    }

    /** It is somebody else's machine, and nothing changes there until somebody does something. */
    @Test
    void aWitnessThatRefusesALogIsLeftInPeace() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        AtomicInteger status = new AtomicInteger(404);
        HttpServer refusing = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        refusing.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(status.get(), -1);
            exchange.close();
        });
        refusing.start();
        try {
            String policy = policy(refusing.getAddress().getPort());
            Witnesses refused = witnesses(policy);
            cosign(refused, grow(1));
            cosign(refused, grow(1));
            assertThat(asked).hasValue(1);
            // What passes by itself is asked for again at once.
            status.set(503);
            Witnesses failed = witnesses(policy);
            cosign(failed, grow(1));
            cosign(failed, grow(1));
            assertThat(asked).hasValue(3);
        } finally {
            refusing.stop(0);
        }
    }

    @Test
    void aRestoredBackupIsNotPublished() throws IOException {
        Witnesses witnesses = witnesses(policy(server.address().getPort()));
        SignedHead old = grow(3);
        cosign(witnesses, grow(3));
        assertThatThrownBy(() -> cosign(witnesses, old))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("a backup has been restored");
    }

    @Test
    void aPolicyThatIsWrongIsNamedWithItsLine() throws IOException {
        assertThatThrownBy(() -> witnesses("quorum w\n").policy())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("tallystick.ledger.witness-policy")
                .hasMessageContaining("Line 1");
        assertThatThrownBy(() -> witnesses(policy(1).replace("http:", "http :")).policy())
                .hasMessageContaining("witness-policy");
        assertThatThrownBy(() -> new Witnesses(
                        FixedSettings.of(Map.of("tallystick.ledger.witness-patience", "PT0S")), fixture.repository))
                .hasMessageContaining("longer than PT0S");
        assertThat(witnesses("quorum none\n").haveCosigned(fixture.log, grow(1)))
                .isFalse();
    }
}
