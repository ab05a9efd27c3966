package org.tallystick.ear;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.tallystick.ledger.NoteVerifier;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.StrictJson;
import org.tallystick.timestamping.LyingTimeServer;
import org.tallystick.verification.ReceiptFile;
import org.tallystick.verification.ReceiptVerifier;
import org.tallystick.verification.TrustAnchors;
import org.tallystick.verification.VerificationContext;
import org.tallystick.verification.VerificationReport;

/** A platform whose clock a test moves through the years, that follows a time server of the test and stamps its ledger all the time. */
final class TimeMachine implements AutoCloseable {
    private static final StrictJson.Limits LIST = new StrictJson.Limits(4, 64, 1 << 16, 200_000, true);

    private final LyingTimeServer time = new LyingTimeServer();
    private final ServerProcess server;
    private final Path clock;
    private Duration ahead = Duration.ZERO;

    TimeMachine() {
        server = TestShop.configure(ServerProcess.fresh("time"));
        clock = server.base().resolve("clock");
        moveTo(Duration.ZERO);
        server.with("TALLYSTICK_CLOCK_FILE", clock.toString())
                .with("TALLYSTICK_TIME_NTP_SERVERS", time.address())
                .with("TALLYSTICK_TIME_CHECK_INTERVAL", "PT0.3S")
                .with("TALLYSTICK_TIME_SILENT_AFTER", "PT3S")
                .with("TALLYSTICK_TIME_STAMP_INTERVAL", "PT0.5S")
                // A seal whose certificate ended while the years passed is replaced by the next probe.
                .with("TALLYSTICK_SIGNING_PROBE_INTERVAL", "PT0.5S")
                .start();
    }

    ServerProcess server() {
        return server;
    }

    LyingTimeServer time() {
        return time;
    }

    void moveTo(Duration distance) {
        ahead = distance;
        try {
            // At once: the platform reads it all the time.
            Path next = Files.writeString(clock.resolveSibling("clock.next"), distance.toString());
            Files.move(next, clock, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The platform's time. */
    Instant now() {
        return Clock.systemUTC().instant().plus(ahead);
    }

    /** Address of the one log's files. */
    String prefix() throws IOException {
        return logs().get(0).string("prefix");
    }

    /** The newest first. */
    List<JsonObject> timestamps() throws IOException {
        return StrictJson.parseArray(
                TestAnswer.get(server, prefix() + "/timestamps").body(), LIST, "timestamps");
    }

    /** Waits until a timestamp was made at this time or later, and every log that has ended is timestamped to its end. */
    void awaitTimestamp(Instant since) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> timestamps().stream().anyMatch(one -> !Instant.parse(one.string("time"))
                                .isBefore(since))
                        && endedLogsAreStamped());
    }

    private boolean endedLogsAreStamped() throws IOException {
        for (JsonObject log : logs()) {
            boolean ended = log.string("state").equals("sealed");
            if (ended && !isStampedToItsEnd(log.string("prefix"))) {
                return false;
            }
        }
        return true;
    }

    private boolean isStampedToItsEnd(String log) throws IOException {
        long size = Long.parseLong(
                TestAnswer.get(server, log + "/checkpoint").text().split("\n", 3)[1]);
        return StrictJson.parseArray(TestAnswer.get(server, log + "/timestamps").body(), LIST, "timestamps").stream()
                .anyMatch(one -> one.integer("size") == size);
    }

    /** The receipt file as the platform gives it away, once it has a timestamp. */
    ReceiptFile stampedFile(String code) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> ReceiptFile.parse(fileBytes(code)), file -> !file.timestamps()
                        .isEmpty());
    }

    byte[] fileBytes(String code) throws IOException {
        TestAnswer answer = TestAnswer.get(server, "/r/" + code + ".json");
        if (answer.status() != 200) {
            throw new IOException(answer.outcome() + " " + answer.text());
        }
        return answer.body();
    }

    /** Without asking the platform. */
    VerificationReport offline(ReceiptFile file, Instant at) throws IOException {
        return new ReceiptVerifier().verify(file, VerificationContext.offline(anchors(), at));
    }

    String online(byte[] file) throws IOException {
        return TestAnswer.post(server, "/api/v1/verifications", file).json().string("outcome");
    }

    List<String> logKeys() throws IOException {
        return logs().stream().map(log -> log.string("verifierKey")).toList();
    }

    Path root() {
        return server.data().resolve("root.pem");
    }

    private TrustAnchors anchors() throws IOException {
        try (var pem = Files.newInputStream(root())) {
            X509Certificate root =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
            return TrustAnchors.pinned(
                    List.of(root), logKeys().stream().map(NoteVerifier::parse).toList());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<JsonObject> logs() throws IOException {
        return StrictJson.parseArray(TestAnswer.get(server, "/ledger/logs").body(), LIST, "logs");
    }

    @Override
    public void close() {
        server.close();
        time.close();
    }
}
