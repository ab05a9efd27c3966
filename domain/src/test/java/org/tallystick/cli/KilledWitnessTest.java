package org.tallystick.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.ledger.MemoryLog;
import org.tallystick.ledger.NoteVerifier;
import org.tallystick.ledger.PrivateNoteKey;
import org.tallystick.ledger.witness.WatchedLog;
import org.tallystick.ledger.witness.WitnessMemory;
import org.tallystick.shared.Sha256;
import picocli.CommandLine;

/** The witness as a process: killed at any instant, spoken to in pieces, started with what does not belong together. */
class KilledWitnessTest {
    private static final int KILLS = 3;
    private static final String LOG = MemoryLog.SIGNER.verifier().vkey();
    private static final String HASH = HexFormat.of()
            .formatHex(Sha256.of(MemoryLog.SIGNER.verifier().name().getBytes(UTF_8)));

    @TempDir
    private Path folder;

    private final StringWriter err = new StringWriter();

    private WitnessProcess start() throws IOException {
        return WitnessProcess.start(
                folder.resolve("state"), folder.resolve("key"), "--name", "regulator.example/w1", "--log", LOG);
    }

    @Test
    void whatWasCosignedIsNeverForgotten() throws Exception {
        WatchedLog log = WatchedLog.ofReceipts(1);
        RandomGenerator random = RandomGenerator.getDefault();
        long cosigned = 0;
        int size = 1;
        NoteVerifier verifier = null;
        for (int kill = 0; kill <= KILLS; kill++) {
            try (WitnessProcess witness = start()) {
                assertThat(verifier == null || verifier.equals(witness.verifier()))
                        .isTrue();
                verifier = witness.verifier();
                HttpResponse<String> asked = witness.add(log.growTo(++size).requestWithoutProof(0));
                long known =
                        asked.statusCode() == 409 ? Long.parseLong(asked.body().strip()) : size;
                assertThat(known).as("after kill %d", kill).isGreaterThanOrEqualTo(cosigned);
                if (kill == KILLS) {
                    HttpResponse<String> last = witness.get("/" + HASH + "/checkpoint");
                    assertThat(last.statusCode()).isEqualTo(200);
                    assertThat(last.body().lines().skip(1).findFirst()).contains(Long.toString(known));
                    return;
                }
                int answers = 1 + random.nextInt(6);
                CompletableFuture<Void> killer = CompletableFuture.completedFuture(null);
                try {
                    for (int i = 0; i < 200; i++) {
                        if (i == answers) {
                            int delay = random.nextInt(8);
                            killer = CompletableFuture.runAsync(
                                    witness::kill, CompletableFuture.delayedExecutor(delay, TimeUnit.MILLISECONDS));
                        }
                        byte[] request = log.growTo(++size).request(known);
                        assertThat(witness.add(request).statusCode()).isEqualTo(200);
                        known = size;
                        cosigned = size;
                    }
                } catch (IOException killed) {
                    assertThat(cosigned).isPositive();
                }
                killer.join();
            }
        }
    }

    @Test
    void slowLargeAndOtherRequestsHarmNobody() throws Exception {
        try (WitnessProcess witness = start();
                Socket slow = new Socket(
                        witness.address().getHost(), witness.address().getPort())) {
            OutputStream out = slow.getOutputStream();
            out.write("POST /add-checkpoint HTTP/1.1\r\nHost: w\r\nContent-Length: 500\r\n\r\nold 0\n".getBytes(UTF_8));
            out.flush();
            assertThat(witness.add(WatchedLog.ofReceipts(3).request(0)).statusCode())
                    .isEqualTo(200);
            slow.setSoTimeout(20_000);
            assertThat(isCutOff(slow.getInputStream())).isTrue();
            assertThat(witness.add(new byte[100_000]).statusCode()).isEqualTo(413);
            assertThat(witness.get("/add-checkpoint").statusCode()).isEqualTo(405);
            assertThat(witness.get("/").statusCode()).isEqualTo(404);
            assertThat(witness.get("/" + "0".repeat(64) + "/checkpoint").statusCode())
                    .isEqualTo(404);
            assertThat(run()).isEqualTo(1);
            assertThat(err.toString()).contains("Another witness is working").doesNotContain("Exception");
        }
    }

    private static boolean isCutOff(InputStream in) throws IOException {
        try {
            return in.read() < 0;
        } catch (SocketException reset) {
            return true;
        }
    }

    /** In this process: what does not start does not stay. */
    private int run(String... more) {
        String[] needed = {"witness", "--listen", "localhost:0", "--state", folder + "/state", "--key", folder + "/key"
        };
        String[] arguments = Stream.concat(
                        Stream.of(needed), Stream.of(more.length == 0 ? new String[] {"--log", LOG} : more))
                .toArray(String[]::new);
        return new CommandLine(new LedgerCommand())
                .setOut(new PrintWriter(new StringWriter(), true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    @Test
    void aKeyAndItsMemoryBelongTogether() throws Exception {
        Path state = folder.resolve("state");
        PrivateNoteKey key = PrivateNoteKey.newCosigner("regulator.example/w1");
        key.save(folder.resolve("key"));
        assertThat(PrivateNoteKey.load(folder.resolve("key")).verifier()).isEqualTo(key.verifier());
        // A key whose memory is gone must not begin again from nothing.
        assertThat(run()).isEqualTo(1);
        assertThat(err.toString()).contains("is not known, so it must cosign no more");
        WitnessMemory.create(
                state, PrivateNoteKey.newCosigner("regulator.example/w2").verifier());
        assertThat(run()).isEqualTo(1);
        assertThat(err.toString()).contains("that of another witness");
        Files.writeString(state.resolve("witness"), "tallystick-witness/v1\n");
        assertThat(run()).isEqualTo(1);
        assertThat(err.toString()).contains("is damaged");
        Files.delete(folder.resolve("key"));
        assertThat(run()).isEqualTo(1);
        assertThat(err.toString())
                .contains("is a witness's memory, but its key")
                .doesNotContain("Exception");
    }

    @Test
    void whatIsNotUnderstoodEndsWith64() throws Exception {
        Files.writeString(folder.resolve("logs"), "# none\n\nrubbish\n");
        String witness = PrivateNoteKey.newCosigner("w.example/1").verifier().vkey();
        assertThat(run("--log", witness)).isEqualTo(64);
        assertThat(run("--log", "rubbish")).isEqualTo(64);
        assertThat(run("--logs", folder + "/logs")).isEqualTo(64);
        assertThat(run("--logs", folder + "/nowhere")).isEqualTo(64);
        assertThat(run("--log", LOG, "--listen", "7380")).isEqualTo(64);
        assertThat(run("--log", LOG, "--name", "two words")).isEqualTo(64);
        PrivateNoteKey.newSigner("auditor").save(folder.resolve("key"));
        WitnessMemory.create(
                folder.resolve("state"), PrivateNoteKey.newCosigner("w").verifier());
        assertThat(run()).isEqualTo(64);
        assertThat(err.toString()).contains("--logs: Line 3", "HOST:PORT", "a witness needs one that cosigns");
    }
}
