package org.tallystick.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tallystick.ledger.EntryCheck;
import org.tallystick.ledger.EntryKind;
import org.tallystick.ledger.LedgerEntry;
import org.tallystick.ledger.TiledLog;
import org.tallystick.ledger.TlogProof;
import org.tallystick.shared.Problem;
import org.tallystick.verification.Outcome;
import org.tallystick.verification.ReceiptFile;
import org.tallystick.verification.ReceiptVerifier;
import org.tallystick.verification.Verdict;
import org.tallystick.verification.VerificationContext;
import org.tallystick.verification.VerificationReport;

/**
 * Holds receipts that the auditor was given, files named by their receipt numbers, against the entries of the log: both
 * signatures, certificates, and a proof made of the log's own tiles.
 */
final class AuditedReceipts implements EntryCheck {
    /** Files in memory: each may have two megabytes. */
    private static final int AT_ONCE = 32;

    private final Path directory;
    private final TiledLog log;
    private final byte[] checkpoint;
    private final VerificationContext context;
    private final ReceiptVerifier verifier = new ReceiptVerifier();
    private long checked;
    private long absent;

    /** @param context anchors and time to check under */
    AuditedReceipts(Path directory, TiledLog log, byte[] checkpoint, VerificationContext context) {
        this.directory = directory;
        this.log = log;
        this.checkpoint = checkpoint;
        this.context = context;
    }

    @Override
    public Optional<String> contradiction(long index, LedgerEntry entry) throws IOException {
        return contradictions(List.of(new Placed(index, entry))).get(0);
    }

    /** Files and tiles are read one after the other; signatures are verified on all processors. */
    @Override
    public List<Optional<String>> contradictions(List<Placed> entries) throws IOException {
        List<Optional<String>> answers = new ArrayList<>(entries.size());
        for (int from = 0; from < entries.size(); from += AT_ONCE) {
            List<Optional<Given>> some = new ArrayList<>(AT_ONCE);
            for (Placed placed : entries.subList(from, Math.min(entries.size(), from + AT_ONCE))) {
                some.add(given(placed.index(), placed.entry()));
            }
            some.parallelStream()
                    .map(given -> given.flatMap(this::contradiction))
                    .forEachOrdered(answers::add);
        }
        return answers;
    }

    /** A receipt that was given for an entry, not read yet. */
    private record Given(byte[] file, TlogProof proof) {}

    private Optional<Given> given(long index, LedgerEntry entry) throws IOException {
        if (entry.kind() != EntryKind.RECEIPT && entry.kind() != EntryKind.UNSIGNED) {
            return Optional.empty();
        }
        Path file = directory.resolve(entry.id() + ".json");
        if (!entry.id().matches("[0-9A-Za-z-]{1,64}") || !Files.isRegularFile(file)) {
            absent++;
            return Optional.empty();
        }
        checked++;
        return Optional.of(new Given(read(file), TlogProof.of(entry, log.inclusion(index), checkpoint)));
    }

    private Optional<String> contradiction(Given given) {
        try {
            ReceiptFile receipt =
                    ReceiptFile.parse(given.file()).withProof(given.proof().text());
            return judged(verifier.verify(receipt, context));
        } catch (Problem e) {
            return Optional.of("the receipt file is malformed: " + e.detail());
        }
    }

    private static Optional<String> judged(VerificationReport report) {
        if (report.outcome() == Outcome.GENUINE || report.outcome() == Outcome.UNSIGNED) {
            return Optional.empty();
        }
        return Optional.of(report.checks().stream()
                .filter(check -> ReceiptVerifier.isDecisive(check.id()) && check.result() != Verdict.PASS)
                .map(check -> check.reason())
                .findFirst()
                .orElse("the receipt is not proven genuine."));
    }

    private static byte[] read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(ReceiptFile.MAX_LENGTH + 1);
        }
    }

    /** What was looked at, in a sentence. */
    String summary() {
        return "%d receipts checked with both signatures and a proof; of %d no file was given."
                .formatted(checked, absent);
    }
}
