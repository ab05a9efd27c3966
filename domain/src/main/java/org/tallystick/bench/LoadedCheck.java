package org.tallystick.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.tallystick.ledger.HttpTileSource;
import org.tallystick.ledger.LogAudit;
import org.tallystick.ledger.LogAuditor;
import org.tallystick.ledger.NoteVerifier;

/** What is measured is what it says: the log is audited from outside, and receipts are verified by the server. */
final class LoadedCheck {
    /** Of a longer log the hashes alone are audited, as its entries take longer to fetch than everything else. */
    private static final long MOST_ENTRIES = 2_000_000;

    private static final int RECEIPTS = 20;
    private static final String GENUINE = "\"outcome\":\"GENUINE\"";

    private LoadedCheck() {}

    /**
     * Looks at the log and at some receipts drawn at random.
     *
     * @return what was looked at, in words
     * @throws BenchException if anything is not as it should be
     */
    static String of(GrownPlatform platform, ReadSide reads) throws IOException, SQLException, InterruptedException {
        LogAudit audit = audit(platform);
        if (!audit.clean() || audit.checkpoint().isEmpty()) {
            throw new BenchException("The audit of what was loaded found: " + audit.findings());
        }
        SplittableRandom random = new SplittableRandom(17);
        for (int i = 0; i < RECEIPTS; i++) {
            BenchVisitor.Answer report = reads.verify(reads.file(random));
            if (!new String(report.body(), StandardCharsets.UTF_8).contains(GENUINE)) {
                throw new BenchException(
                        "A loaded receipt does not verify: " + new String(report.body(), StandardCharsets.UTF_8));
            }
        }
        return "%,d entries and %,d tiles audited, clean; %d receipts of %d verified as genuine"
                .formatted(audit.entries(), audit.tiles(), RECEIPTS, RECEIPTS);
    }

    private static LogAudit audit(GrownPlatform platform) throws IOException, SQLException {
        try (Connection connection = platform.connect();
                BenchRepository rows = new BenchRepository(connection)) {
            long log = rows.openLog();
            String origin = rows.text("SELECT origin FROM ledger_log WHERE log_id = " + log);
            NoteVerifier key =
                    NoteVerifier.parse(rows.text("SELECT verifier_key FROM ledger_log WHERE log_id = " + log));
            URI prefix = platform.url().resolve(origin.substring(origin.indexOf("/ledger/")));
            HttpClient client = HttpClient.newBuilder()
                    .sslContext(SigningBench.trust(platform.root()))
                    .build();
            boolean whole = rows.number("SELECT size FROM ledger_head WHERE log_id = " + log) <= MOST_ENTRIES;
            HttpTileSource source =
                    new HttpTileSource(prefix, client, whole ? Optional.of(GrownPlatform.AUDITOR) : Optional.empty());
            return new LogAuditor(source, List.of(key)).audit(source.checkpoint(), Optional.empty(), progress -> {});
        }
    }
}
