package org.tallystick.ear;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.tallystick.ledger.Checkpoint;
import org.tallystick.ledger.EntryBundle;
import org.tallystick.ledger.EntryBundleCoordinate;
import org.tallystick.ledger.HttpTileSource;
import org.tallystick.ledger.LedgerEntry;
import org.tallystick.ledger.LogAudit;
import org.tallystick.ledger.LogAuditor;
import org.tallystick.ledger.NoteVerifier;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.StrictJson;

/** The one log of a test server, read from outside as an auditor does. */
final class TestLedger {
    private static final int BUNDLE = 256;

    private final String prefix;
    private final NoteVerifier key;
    private final String mlDsaKey;
    private final HttpTileSource source;

    private TestLedger(ServerProcess server, JsonObject log) {
        this.prefix = log.string("prefix");
        this.key = NoteVerifier.parse(log.string("verifierKey"));
        this.mlDsaKey = log.optionalString("mlDsaKey").orElse("");
        this.source = new HttpTileSource(server.url(prefix), LocalHttp.client(), Optional.of(TestShop.AUDITOR_TOKEN));
    }

    static TestLedger of(ServerProcess server) throws IOException {
        return all(server).get(0);
    }

    /** The one log of an institution. */
    static TestLedger of(ServerProcess server, String acquirer) throws IOException {
        return all(server).stream()
                .filter(log -> log.prefix().contains("/" + acquirer + "/"))
                .findFirst()
                .orElseThrow();
    }

    /** All logs: a server whose time was moved has several. */
    static List<TestLedger> all(ServerProcess server) throws IOException {
        byte[] logs = TestAnswer.get(server, "/ledger/logs").body();
        return StrictJson.parseArray(logs, StrictJson.Limits.UPLOAD, "logs").stream()
                .map(log -> new TestLedger(server, log))
                .toList();
    }

    /** Such as {@code /ledger/48023310/2027q1}. */
    String prefix() {
        return prefix;
    }

    /** The log's further key, for ML-DSA-44. */
    NoteVerifier mlDsaKey() {
        return NoteVerifier.parse(mlDsaKey);
    }

    NoteVerifier key() {
        return key;
    }

    byte[] checkpoint() throws IOException {
        return source.checkpoint();
    }

    /** Waits until the public checkpoint covers this entry. */
    TestLedger awaitPublished(long index) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions()
                .until(() -> opened(checkpoint()).size() > index);
        return this;
    }

    /** All entries that the public checkpoint covers. */
    List<LedgerEntry> entries() {
        try {
            long size = opened(checkpoint()).size();
            List<LedgerEntry> entries = new ArrayList<>();
            for (long first = 0; first < size; first += BUNDLE) {
                int width = (int) Math.min(BUNDLE, size - first);
                byte[] bundle = source.entries(new EntryBundleCoordinate(first / BUNDLE, width));
                EntryBundle.parse(bundle, width).stream()
                        .map(LedgerEntry::parse)
                        .forEach(entries::add);
            }
            return entries;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kinds of the entries about a bill of this terminal, in order: {@code receipt 20000001.1.1}. */
    List<String> entriesOf(String terminalNo) {
        return entries().stream()
                .filter(entry -> entry.subject().startsWith(terminalNo + "."))
                .map(entry ->
                        new String(entry.bytes(), StandardCharsets.US_ASCII).split("\n", 3)[1] + " " + entry.subject())
                .toList();
    }

    LogAudit audit(Optional<byte[]> older) throws IOException {
        return audit(key, older);
    }

    /** The same by somebody who knows this key alone. */
    LogAudit audit(NoteVerifier known, Optional<byte[]> older) throws IOException {
        return new LogAuditor(source, List.of(known)).audit(checkpoint(), older, progress -> {});
    }

    private Checkpoint opened(byte[] note) {
        return Checkpoint.open(note, List.of(key));
    }
}
