package org.tallystick.ledger.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.ledger.MemoryLog;
import org.tallystick.ledger.NoteSignature;
import org.tallystick.ledger.NoteVerifier;
import org.tallystick.ledger.SignedNote;

/** A witness that others wrote cosigns a log: litewitness (filippo.io/torchwood), where it and its witnessctl are on the PATH. */
class ForeignWitnessTest {
    private static final NoteVerifier LOG = MemoryLog.SIGNER.verifier();
    private static final String START =
            """
            ssh-keygen -q -t ed25519 -N '' -f key
            witnessctl add-log -origin "$1" && witnessctl add-key -origin "$1" -key "$2"
            export PORT="$3"
            exec ssh-agent -a agent sh -c 'ssh-add -q key && exec litewitness -name foreign.example/w -ssh-agent agent \
            -listen localhost:$PORT -key "$(ssh-keygen -lf key.pub | cut -d" " -f2)"'
            """;

    @TempDir
    private Path directory;

    private final AtomicLong believed = new AtomicLong();
    private WitnessClient client;

    @Test
    void itCosignsWhatContinuesAndNothingElse() throws Exception {
        for (String tool : new String[] {"litewitness", "witnessctl", "ssh-agent"}) {
            assumeTrue(isOnPath(tool), tool + " is not on the PATH");
        }
        int port = freePort();
        Process witness = new ProcessBuilder("sh", "-c", START, "sh", LOG.name(), LOG.vkey(), Integer.toString(port))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("said").toFile())
                .start();
        try {
            Awaitility.await().until(() -> said().contains("msg=listening"));
            String key = said().replaceFirst("(?s).* vkey=(\\S+).*", "$1");
            client = new WitnessClient(
                    NoteVerifier.parse(key),
                    URI.create("http://localhost:" + port),
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(),
                    Duration.ofSeconds(5));
            // It says that it listens a moment before it does.
            Awaitility.await().ignoreExceptions().until(() -> client.latest(LOG.name(), LOG)
                    .isEmpty());
            cosigns();
        } finally {
            witness.destroy();
            witness.waitFor();
        }
    }

    private void cosigns() throws Exception {
        WatchedLog log = WatchedLog.ofReceipts(10);
        assertCosigned(log);
        assertCosigned(log.growTo(300));
        assertCosigned(log);
        // As after a restart of ours.
        for (long wrong : new long[] {0, 7, 9_999}) {
            believed.set(wrong);
            assertCosigned(log.growTo(log.size() + 100));
        }
        WatchedLog fork = WatchedLog.fork(700, 7);
        assertThatThrownBy(() -> assertCosigned(fork))
                .isInstanceOfSatisfying(WitnessRefusalException.class, refusal -> assertThat(refusal.status())
                        .isEqualTo(422));
        // It shows nobody what it has, so its word alone does not say that the log was rolled back.
        WatchedLog rolledBack = WatchedLog.ofReceipts(500);
        assertThatThrownBy(() -> assertCosigned(rolledBack)).hasMessageContaining("claims to know a larger tree");
        assertCosigned(log.growTo(700));
    }

    private void assertCosigned(WatchedLog log) throws Exception {
        NoteSignature cosignature = client.cosign(log.checkpoint(), LOG, believed, log::proofFrom);
        assertThat(SignedNote.parse(log.checkpoint()).with(cosignature).verified(List.of(LOG, client.key())))
                .hasSize(2);
        assertThat(believed).hasValue(log.size());
    }

    private String said() throws IOException {
        return Files.readString(directory.resolve("said"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static boolean isOnPath(String tool) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }
}
