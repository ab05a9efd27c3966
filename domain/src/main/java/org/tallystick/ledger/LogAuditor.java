package org.tallystick.ledger;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.tallystick.ledger.AuditFinding.Code;

/**
 * Checks a whole log against what its key signed: every tile of every level, every entry that can be read, a spread of
 * inclusion proofs, and that it continues what an older checkpoint says.
 *
 * <p>Files are read once, in order; memory does not grow with the log, apart from one small record for each terminal
 * series and each gap in its counters. Not thread-safe.
 */
public final class LogAuditor {
    private final TileSource source;
    private final Collection<NoteVerifier> known;

    /** @param known keys of the log and of witnesses, which the auditor has from elsewhere */
    public LogAuditor(TileSource source, Collection<NoteVerifier> known) {
        this.source = source;
        this.known = List.copyOf(known);
    }

    /** The simple audit, with at most one older checkpoint. */
    public LogAudit audit(byte[] checkpoint, Optional<byte[]> older, Consumer<AuditProgress> progress)
            throws IOException {
        return audit(checkpoint, AuditPlan.simple().withOlder(older.stream().toList()), progress);
    }

    /**
     * @param checkpoint the signed note to audit against; read it before the tiles
     * @param progress told after every 256 entries, on this thread
     * @throws IOException if the source cannot be read; missing and refused files are not that but findings and notes
     * @throws java.io.InterruptedIOException if this thread is interrupted
     */
    public LogAudit audit(byte[] checkpoint, AuditPlan plan, Consumer<AuditProgress> progress) throws IOException {
        AuditFindings findings = new AuditFindings(plan.found());
        Optional<Checkpoint> opened = open(checkpoint, Code.CHECKPOINT_INVALID, findings);
        if (opened.isEmpty()) {
            return new LogAudit(opened, 0, 0, 0, 0, findings.kept(), findings.omitted(), List.of());
        }
        Optional<AuditMemory> memory = plan.from();
        if (memory.isPresent() && !isContinued(opened.get(), memory.get(), findings)) {
            memory = Optional.empty();
        }
        TreeHead head = opened.get().head();
        boolean removed =
                plan.removal().isPresent() && isBelieved(plan.removal().get(), opened.get(), findings);
        AuditPlan held = removed ? plan : plan.withRemoval(Optional.empty());
        long before = memory.map(AuditMemory::checked).orElse(0L);
        AuditRun run = new AuditRun(source, checkpoint, head, held, findings, memory);
        run.tiles(progress);
        if (!findings.hasErrors()) {
            checkProofs(head, plan.proofs(), findings);
        }
        for (byte[] older : plan.older()) {
            checkConsistency(opened.get(), older, findings);
        }
        plan.policy().ifPresent(policy -> checkWitnesses(checkpoint, policy, findings));
        run.keepLast();
        List<String> notes = head.size() == 0 ? List.of() : run.finish();
        return new LogAudit(
                opened,
                before,
                run.recomputed(),
                run.hashed(),
                run.removed(),
                findings.kept(),
                findings.omitted(),
                notes);
    }

    /** A removal counts for exactly one tree, and only if that ends with the entry from which its period was counted. */
    private boolean isBelieved(MasterRemoval removal, Checkpoint checkpoint, AuditFindings findings)
            throws IOException {
        if (!removal.isOf(checkpoint) || checkpoint.size() == 0) {
            return false;
        }
        long last = checkpoint.size() - 1;
        TileCoordinate tile = TileCoordinate.holding(0, last, checkpoint.size());
        try {
            byte[] leaf = new TileReader(source).tile(tile).hash((int) (last % TileCoordinate.FULL_WIDTH));
            if (removal.endsWith(leaf)) {
                return true;
            }
            findings.error(
                    Code.ENTRIES_MISSING,
                    last,
                    "The master log counts the period of the removed entries from another last entry than the log has.");
        } catch (NoSuchFileException | LedgerFormatException e) {
            // The tile itself becomes a finding.
        }
        return false;
    }

    /** Where an earlier audit came to is worth something only under a checkpoint that this log continues. */
    private boolean isContinued(Checkpoint checkpoint, AuditMemory earlier, AuditFindings findings) throws IOException {
        String origin =
                Checkpoint.parse(SignedNote.parse(earlier.checkpoint()).text()).origin();
        if (!origin.equals(checkpoint.origin())) {
            throw new LedgerStateException("The state file is about the log " + origin + ", and this is "
                    + checkpoint.origin() + ". Give each log a file of its own.");
        }
        checkConsistency(checkpoint, earlier.checkpoint(), findings);
        return !findings.hasErrors() && earlier.checked() <= checkpoint.size();
    }

    private static void checkWitnesses(byte[] checkpoint, WitnessPolicy policy, AuditFindings findings) {
        List<NoteVerifier> cosigners = policy.cosigners(SignedNote.parse(checkpoint));
        if (!policy.isMetBy(cosigners)) {
            findings.error(
                    Code.WITNESSES_MISSING,
                    "The policy demands more cosignatures than the checkpoint has: "
                            + (cosigners.isEmpty()
                                    ? "none of a known witness."
                                    : cosigners.stream()
                                            .map(NoteVerifier::name)
                                            .collect(Collectors.joining(", ", "", "."))));
        }
    }

    private Optional<Checkpoint> open(byte[] note, Code invalid, AuditFindings findings) {
        try {
            return Optional.of(Checkpoint.open(note, known));
        } catch (LedgerFormatException e) {
            findings.error(invalid, e.getMessage() + ".");
            return Optional.empty();
        }
    }

    /** The tree is known to be right by now: this shows that proofs can be made of it as any client makes them. */
    private void checkProofs(TreeHead head, int proofs, AuditFindings findings) throws IOException {
        TiledLog log = new TiledLog(source, head.size());
        long count = Math.min(proofs, head.size());
        for (long i = 0; i < count; i++) {
            long index = i == count - 1 ? head.size() - 1 : head.size() / count * i;
            if (!isProved(log, index, head)) {
                findings.error(Code.PROOF_FAILED, index, "Entry " + index + " cannot be proved under the root.");
            }
        }
    }

    private static boolean isProved(TiledLog log, long index, TreeHead head) throws IOException {
        try {
            return log.inclusion(index).proves(log.leafHash(index), head.root());
        } catch (NoSuchFileException | LedgerFormatException e) {
            return false;
        }
    }

    private void checkConsistency(Checkpoint checkpoint, byte[] older, AuditFindings findings) throws IOException {
        Optional<Checkpoint> opened = open(older, Code.OLD_CHECKPOINT_INVALID, findings);
        if (opened.isEmpty()) {
            return;
        }
        Checkpoint old = opened.get();
        if (!old.origin().equals(checkpoint.origin())) {
            findings.error(Code.NOT_CONSISTENT, "The older checkpoint is of another log.");
        } else if (old.size() > checkpoint.size()) {
            findings.error(Code.NOT_CONSISTENT, "The log has shrunk: the older checkpoint has more entries.");
        } else if (old.size() > 0 && !isConsistent(checkpoint, old)) {
            findings.error(
                    Code.NOT_CONSISTENT,
                    "The log does not begin with the entries of the older checkpoint, or its damage hides that it"
                            + " does.");
        }
    }

    private boolean isConsistent(Checkpoint checkpoint, Checkpoint old) throws IOException {
        try {
            return new TiledLog(source, checkpoint.size())
                    .consistency(old.size())
                    .proves(old.root(), checkpoint.root());
        } catch (NoSuchFileException | LedgerFormatException e) {
            return false;
        }
    }
}
