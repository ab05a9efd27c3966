package org.tallystick.ledger.witness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tallystick.ledger.MemoryLog;
import org.tallystick.ledger.NoteCosigner;
import org.tallystick.ledger.NoteSigner;

/** Every illegal form of a witness request (TLOG.md 6), with the status that the protocol demands. */
class WitnessRefusalsTest {
    private static final NoteCosigner KEY = NoteCosigner.fromSeed("regulator.example/w1", new byte[32]);
    private static final String NAME = MemoryLog.SIGNER.verifier().name();
    private static final NoteSigner STRANGER = NoteSigner.fromSeed(NAME, new byte[32]);
    private static final WatchedLog LOG = WatchedLog.ofReceipts(300);
    private static final String CHECKPOINT = new String(LOG.checkpoint(), UTF_8);
    private static final String ZEROS = "A".repeat(43) + "=";

    @TempDir
    private Path directory;

    private WitnessMemory memory;
    private Witness witness;

    /** The witness knows the log at 100 entries; the requests are for 300. */
    @BeforeEach
    void start() throws IOException {
        WitnessMemory.create(directory, KEY.verifier());
        memory = WitnessMemory.open(directory, KEY.verifier());
        witness = new Witness(KEY, List.of(MemoryLog.SIGNER.verifier()), memory, Clock.systemUTC());
        assertThat(witness.add(WatchedLog.ofReceipts(100).request(0)).status()).isEqualTo(200);
    }

    @AfterEach
    void stop() throws IOException {
        memory.close();
    }

    private static Arguments row(int status, String name, UnaryOperator<String> change) {
        return Arguments.of(status, Named.of(name, change));
    }

    private static UnaryOperator<String> checkpoint(String note) {
        return request -> request.substring(0, request.indexOf("\n\n") + 2) + note;
    }

    static Stream<Arguments> requests() {
        String text = CHECKPOINT.substring(0, CHECKPOINT.indexOf("\n\n") + 1);
        String other = NoteSigner.fromSeed("pos.example/ledger/other", new byte[32])
                .sign(text.replace(NAME, "pos.example/ledger/other"));
        return Stream.of(
                row(404, "an unknown origin", checkpoint(other)),
                row(404, "an unknown origin comes before a bad proof", r -> checkpoint(other)
                        .apply("new 1\n\n" + r)),
                row(403, "a stranger's signature under the log's name", checkpoint(STRANGER.sign(text))),
                row(403, "a size changed after signing", r -> r.replace("\n300\n", "\n301\n")),
                row(403, "a root changed after signing", r -> r.replaceFirst("\n300\n..", "\n300\nAA")),
                row(403, "only a cosignature", checkpoint(text + "\n\u2014 w.example AAAAAAEBAQE=\n")),
                row(
                        403,
                        "a bad signature comes before a bad proof",
                        r -> "new\n\n" + r.substring(r.indexOf("\n\n") + 2).replace("\n300\n", "\n301\n")),
                row(400, "nothing", r -> ""),
                row(400, "only a line feed", r -> "\n"),
                row(400, "no empty line", r -> r.replaceFirst("\n\n", "\n")),
                row(400, "no checkpoint", r -> r.substring(0, r.indexOf("\n\n") + 2)),
                row(400, "no old line", r -> r.substring(r.indexOf('\n') + 1)),
                row(400, "another word", r -> r.replaceFirst("old", "new")),
                row(400, "a word in capitals", r -> r.replaceFirst("old", "Old")),
                row(400, "no space", r -> r.replaceFirst("old ", "old")),
                row(400, "two spaces", r -> r.replaceFirst("old ", "old  ")),
                row(400, "no old size", r -> r.replaceFirst("old 100", "old ")),
                row(400, "a leading zero", r -> r.replaceFirst("old 100", "old 0100")),
                row(400, "a sign", r -> r.replaceFirst("old 100", "old +100")),
                row(400, "a negative size", r -> r.replaceFirst("old 100", "old -1")),
                row(400, "a size of 2^64", r -> r.replaceFirst("old 100", "old 18446744073709551616")),
                row(400, "something after the size", r -> r.replaceFirst("old 100", "old 100 ")),
                row(400, "a carriage return", r -> r.replaceFirst("old 100\n", "old 100\r\n")),
                row(400, "an old size larger than the checkpoint's", r -> r.replaceFirst("old 100", "old 301")),
                row(400, "a proof line that is no base64", r -> r.replaceFirst("\n", "\nproof\n")),
                row(400, "a proof line of 31 bytes", r -> r.replaceFirst("\n", "\n" + "A".repeat(42) + "==\n")),
                row(400, "a proof line without padding", r -> r.replaceFirst("\n", "\n" + "A".repeat(43) + "\n")),
                row(400, "64 proof lines", r -> "old 100\n" + (ZEROS + "\n").repeat(64) + "\n" + CHECKPOINT),
                row(400, "text that is not UTF-8", r -> r.replace(NAME, "\ud800")),
                row(400, "a checkpoint without signatures", checkpoint(text)),
                row(400, "a checkpoint without its last line feed", r -> r.substring(0, r.length() - 1)),
                row(400, "a checkpoint that ends early", checkpoint(MemoryLog.SIGNER.sign(NAME + "\n300\n"))),
                row(400, "a size with a leading zero", checkpoint(MemoryLog.SIGNER.sign(text.replace("300", "0300")))),
                row(
                        400,
                        "a root of 31 bytes",
                        checkpoint(MemoryLog.SIGNER.sign(NAME + "\n300\n" + "A".repeat(42) + "==\n"))),
                row(409, "an older size", r -> new String(LOG.request(99), UTF_8)),
                row(409, "a size of 0", r -> new String(LOG.requestWithoutProof(0), UTF_8)),
                row(409, "a larger size", r -> new String(LOG.request(200), UTF_8)),
                row(409, "a conflict comes before a bad proof", r -> "old 99\n" + ZEROS + "\n\n" + CHECKPOINT),
                row(422, "no proof", r -> new String(LOG.requestWithoutProof(100), UTF_8)),
                row(422, "a hash too many", r -> r.replaceFirst("\n\n", "\n" + ZEROS + "\n\n")),
                row(422, "a hash too few", r -> r.replaceFirst("\n[^\n]*\n\n", "\n\n")),
                row(422, "another hash", r -> r.replaceFirst("\n[^\n]*\n\n", "\n" + ZEROS + "\n\n")),
                row(422, "the proof of another size", r -> new String(LOG.request(101), UTF_8)
                        .replace("old 101", "old 100")),
                row(422, "63 hashes", r -> "old 100\n" + (ZEROS + "\n").repeat(63) + "\n" + CHECKPOINT),
                row(
                        422,
                        "an equal size with a proof",
                        r -> "old 100\n" + ZEROS + "\n\n"
                                + new String(WatchedLog.ofReceipts(100).checkpoint(), UTF_8)),
                row(
                        422,
                        "an equal size with another root",
                        r -> "old 100\n\n" + new String(WatchedLog.fork(100, 60).checkpoint(), UTF_8)),
                row(
                        422,
                        "another history",
                        r -> new String(WatchedLog.fork(300, 60).request(100), UTF_8)));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void isAnsweredAsTheProtocolDemands(int status, UnaryOperator<String> change) throws IOException {
        String request = change.apply(new String(LOG.request(100), UTF_8));
        byte[] bytes = request.contains("\ud800") ? withoutUtf8(request) : request.getBytes(UTF_8);
        WitnessAnswer answer = witness.add(bytes);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).endsWith("\n").isNotBlank();
        if (status == 409) {
            assertThat(answer).isEqualTo(new WitnessAnswer(409, "text/x.tlog.size", "100\n"));
        }
        assertThat(witness.add(LOG.request(100)).status())
                .as("nothing has changed")
                .isEqualTo(200);
    }

    private static byte[] withoutUtf8(String request) {
        byte[] bytes = request.replace('\ud800', '#').getBytes(UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '#') {
                bytes[i] = (byte) 0xff;
            }
        }
        return bytes;
    }

    @Test
    void aProofOrARootBeforeTheFirstCosignatureIsUnprocessable() throws IOException {
        try (WitnessMemory fresh = fresh()) {
            Witness empty = new Witness(KEY, List.of(MemoryLog.SIGNER.verifier()), fresh, Clock.systemUTC());
            String request = new String(LOG.requestWithoutProof(0), UTF_8);
            String withProof = request.replaceFirst("\n", "\n" + ZEROS + "\n");
            assertThat(empty.add(withProof.getBytes(UTF_8)).status()).isEqualTo(422);
            String emptyTree = "old 0\n\n" + MemoryLog.SIGNER.sign(NAME + "\n0\n" + ZEROS + "\n");
            assertThat(empty.add(emptyTree.getBytes(UTF_8)).status()).isEqualTo(422);
            assertThat(empty.add(LOG.request(100)).status()).isEqualTo(409);
            assertThat(empty.add(request.getBytes(UTF_8)).status()).isEqualTo(200);
        }
    }

    private WitnessMemory fresh() throws IOException {
        WitnessMemory.create(directory.resolve("fresh"), KEY.verifier());
        return WitnessMemory.open(directory.resolve("fresh"), KEY.verifier());
    }

    @Test
    void aRequestThatIsTooLongIsRefusedWhole() throws IOException {
        byte[] long64 = (new String(LOG.request(100), UTF_8) + "\u2014 w AAAAAAEBAQE=\n".repeat(4_000)).getBytes(UTF_8);
        assertThat(witness.add(long64).status()).isEqualTo(400);
    }
}
