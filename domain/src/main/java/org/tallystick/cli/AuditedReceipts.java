package org.tallystick.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tallystick.ledger.EntryCheck;
import org.tallystick.ledger.EntryKind;
import org.tallystick.ledger.LedgerEntry;
import org.tallystick.ledger.LedgerFormatException;
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

    /** Proofs are made one after the other; files are read and verified on all processors. */
    @Override
    public List<Optional<String>> contradictions(List<Placed> entries) throws IOException {
        List<Optional<Given>> all = new ArrayList<>(entries.size());
        for (Placed placed : entries) {
            all.add(given(placed.index(), placed.entry()));
        }
        try {
            return all.parallelStream()
                    .map(given -> given.flatMap(this::judged))
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /**
     * A receipt that was given for an entry, not read yet.
     *
     * @param proof empty if the log's tiles give none, which is said of them too
     */
    private record Given(Path file, Optional<TlogProof> proof) {}

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
        return Optional.of(new Given(file, proof(index, entry)));
    }

    private Optional<TlogProof> proof(long index, LedgerEntry entry) throws IOException {
        try {
            return Optional.of(TlogProof.of(entry, log.inclusion(index), checkpoint));
        } catch (NoSuchFileException | LedgerFormatException e) {
            return Optional.empty();
        }
    }

    private Optional<String> judged(Given given) {
        if (given.proof().isEmpty()) {
            return Optional.of("the log's tiles do not prove it.");
        }
        try {
            ReceiptFile receipt = ReceiptFile.parse(read(given.file()))
                    .withProof(given.proof().get().text());
            return judged(verifier.verify(receipt, context));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
