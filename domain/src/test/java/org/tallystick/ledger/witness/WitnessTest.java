package org.tallystick.ledger.witness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.ledger.Checkpoint;
import org.tallystick.ledger.LedgerStateException;
import org.tallystick.ledger.MemoryLog;
import org.tallystick.ledger.NoteCosigner;
import org.tallystick.ledger.NoteSignature;
import org.tallystick.ledger.NoteVerifier;
import org.tallystick.ledger.SignedNote;
import org.tallystick.ledger.SplitView;

/** What a witness cosigns, and what it answers to everything else. */
class WitnessTest {
    private static final NoteVerifier LOG = MemoryLog.SIGNER.verifier();
    private static final NoteCosigner KEY = NoteCosigner.fromSeed("regulator.example/w1", new byte[32]);
    private static final Instant NOW = Instant.parse("2027-01-02T03:04:05Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final String HASH = WitnessMemory.hash(LOG.name());

    @TempDir
    private Path directory;

    private WitnessMemory memory;
    private Witness witness;

    @BeforeEach
    void start() throws IOException {
        WitnessMemory.create(directory, KEY.verifier());
        restart();
    }

    @AfterEach
    void stop() throws IOException {
        memory.close();
    }

    private void restart() throws IOException {
        if (memory != null) {
            memory.close();
        }
        memory = WitnessMemory.open(directory, KEY.verifier());
        witness = new Witness(KEY, List.of(LOG), memory, CLOCK);
    }

    private int status(byte[] request) throws IOException {
        return witness.add(request).status();
    }

    @Test
    void theConversationOfTheSpecification() throws IOException {
        WatchedLog log = WatchedLog.ofReceipts(12_345);
        byte[] first = log.request(0);
        assertThat(status(first)).isEqualTo(200);
        assertThat(witness.add(first)).isEqualTo(new WitnessAnswer(409, "text/x.tlog.size", "12345\n"));
        WatchedLog fork = WatchedLog.fork(70_000, 60);
        assertThat(status(fork.request(12_345))).isEqualTo(422);
        log.growTo(70_000);
        assertThat(status(log.requestWithoutProof(12_345))).isEqualTo(422);
        String resized = new String(log.request(12_345), UTF_8).replace("\n70000\n", "\n70001\n");
        assertThat(status(resized.getBytes(UTF_8))).isEqualTo(403);
        assertThat(status(log.request(12_345))).isEqualTo(200);
        restart();
        assertThat(witness.add(log.requestWithoutProof(0))).isEqualTo(WitnessAnswer.conflict(70_000));
    }

    @Test
    void aCosignatureStatesItsTimeAndVerifiesUnderTheCheckpoint() throws IOException {
        WatchedLog log = WatchedLog.ofReceipts(5);
        WitnessAnswer answer = witness.add(log.request(0));
        NoteSignature line = NoteSignature.parse(answer.body().stripTrailing());
        assertThat(KEY.verifier().statedTime(line.signature())).contains(NOW);
        byte[] cosigned = SignedNote.parse(log.checkpoint()).with(line).bytes();
        assertThat(Checkpoint.open(cosigned, List.of(LOG, KEY.verifier())).size())
                .isEqualTo(5);
        assertThat(SignedNote.parse(cosigned).verified(List.of(KEY.verifier()))).containsExactly(line);
        assertThat(witness.latest(HASH)).contains(cosigned);
        assertThat(witness.latest("00".repeat(32))).isEmpty();
    }

    @Test
    void ofConcurrentRequestsAboutOneLogExactlyOneWins() throws Exception {
        WatchedLog log = WatchedLog.ofReceipts(100);
        assertThat(status(log.request(0))).isEqualTo(200);
        List<Callable<Integer>> requests = new ArrayList<>();
        for (int size = 101; size <= 124; size++) {
            byte[] request = log.growTo(size).request(100);
            requests.add(() -> status(request));
        }
        ExecutorService threads = Executors.newFixedThreadPool(requests.size());
        try {
            List<Integer> answers = new ArrayList<>();
            for (Future<Integer> answer : threads.invokeAll(requests)) {
                answers.add(answer.get());
            }
            assertThat(answers)
                    .containsOnlyOnce(200)
                    .filteredOn(status -> status == 409)
                    .hasSize(23);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void anEqualTreeIsCosignedAgainAndAnotherOfItsSizeIsEvidence() throws IOException {
        WatchedLog log = WatchedLog.ofReceipts(300);
        assertThat(status(log.request(0))).isEqualTo(200);
        assertThat(status(log.request(300))).isEqualTo(200);
        WatchedLog fork = WatchedLog.fork(300, 299);
        WitnessAnswer answer = witness.add(fork.request(300));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains(HASH + ".split-view.json");
        SplitView evidence = SplitView.parse(Files.readAllBytes(directory.resolve(HASH + ".split-view.json")));
        assertThat(evidence.proves(List.of(LOG))).isTrue();
    }

    @Test
    void anEmptyTreeIsCosignedBeforeTheFirstLeaf() throws IOException {
        WatchedLog log = WatchedLog.ofReceipts(0);
        assertThat(status(log.request(0))).isEqualTo(200);
        assertThat(status(log.growTo(1).request(0))).isEqualTo(200);
        assertThat(status(log.growTo(2).request(0))).isEqualTo(409);
    }

    @Test
    void nothingIsCosignedThatIsNotStored() throws IOException {
        WatchedLog log = WatchedLog.ofReceipts(10);
        assertThat(status(log.request(0))).isEqualTo(200);
        log.growTo(20);
        // The file to be written beside is a directory that is not empty: then no write succeeds.
        Path blocked = directory.resolve(HASH + ".checkpoint.new");
        Files.createDirectories(blocked.resolve("in the way"));
        assertThatThrownBy(() -> witness.add(log.request(10))).isInstanceOf(IOException.class);
        assertThat(witness.latest(HASH))
                .hasValueSatisfying(note -> assertThat(new String(note, UTF_8)).contains("\n10\n"));
        Files.delete(blocked.resolve("in the way"));
        Files.delete(blocked);
        assertThat(status(log.request(10))).isEqualTo(200);
    }

    @Test
    void aRolledBackWitnessStopsAtItsOwnCosignature() throws IOException {
        WatchedLog log = WatchedLog.ofReceipts(10);
        assertThat(status(log.request(0))).isEqualTo(200);
        byte[] backup = Files.readAllBytes(directory.resolve(HASH + ".checkpoint"));
        log.growTo(20);
        NoteSignature own =
                NoteSignature.parse(witness.add(log.request(10)).body().stripTrailing());
        Files.write(directory.resolve(HASH + ".checkpoint"), backup);
        restart();
        String request = new String(log.request(10), UTF_8) + own.line() + "\n";
        WitnessAnswer answer = witness.add(request.getBytes(UTF_8));
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body()).contains("rolled back");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 40, 90, 130, 200})
    void aDamagedMemoryIsRefusedWithASentence(int at) throws IOException {
        assertThat(status(WatchedLog.ofReceipts(10).request(0))).isEqualTo(200);
        Path file = directory.resolve(HASH + ".checkpoint");
        byte[] damaged = Files.readAllBytes(file);
        damaged[at] ^= 1;
        Files.write(file, damaged);
        assertThatThrownBy(this::restart)
                .isInstanceOf(LedgerStateException.class)
                .hasMessageContaining("damaged")
                .hasMessageContaining("begin a new witness");
    }

    @Test
    void aLostMemoryIsRefusedWithASentence() throws IOException {
        assertThat(status(WatchedLog.ofReceipts(10).request(0))).isEqualTo(200);
        Files.delete(directory.resolve(HASH + ".checkpoint"));
        assertThatThrownBy(this::restart)
                .isInstanceOf(LedgerStateException.class)
                .hasMessageContaining("is gone");
    }

    @Test
    void aDamagedIndexOrAnotherWitnesssIsRefused() throws IOException {
        assertThat(status(WatchedLog.ofReceipts(10).request(0))).isEqualTo(200);
        NoteVerifier other =
                NoteCosigner.fromSeed("regulator.example/w2", new byte[32]).verifier();
        memory.close();
        assertThatThrownBy(() -> WitnessMemory.open(directory, other))
                .isInstanceOf(LedgerStateException.class)
                .hasMessageContaining("another witness");
        Path index = directory.resolve("witness");
        String text = Files.readString(index);
        Files.writeString(index, text.replace(LOG.name() + "\n", ""));
        assertThatThrownBy(this::restart)
                .isInstanceOf(LedgerStateException.class)
                .hasMessageContaining("damaged");
        Files.writeString(index, text);
        restart();
    }

    @Test
    void oneMemoryHasOneProcess() {
        assertThatThrownBy(() -> WitnessMemory.open(directory, KEY.verifier()))
                .isInstanceOf(LedgerStateException.class)
                .hasMessageContaining("Another witness is working");
    }
}
