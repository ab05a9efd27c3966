package org.tallystick.auditing.service;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.tallystick.auditing.LoggedFinding;
import org.tallystick.ledger.AuditFinding;
import org.tallystick.ledger.AuditMemory;
import org.tallystick.ledger.AuditPlan;
import org.tallystick.ledger.EntryCheck;
import org.tallystick.ledger.EntrySubject;
import org.tallystick.ledger.LedgerEntry;
import org.tallystick.ledger.LogAudit;
import org.tallystick.ledger.LogAuditor;
import org.tallystick.ledger.MasterRemoval;
import org.tallystick.ledger.NoteVerifier;
import org.tallystick.ledger.WitnessPolicy;
import org.tallystick.ledger.service.LedgerLog;

/** The auditor's walk over one log, with its findings resolved to what they are about. */
final class LogWalk {
    private static final int PROOFS = 256;
    private static final Duration REMEMBER_EVERY = Duration.ofSeconds(10);

    private final LedgerLog log;
    private final byte[] checkpoint;
    private final PublishedFiles files;
    private final List<NoteVerifier> keys;
    private final Optional<WitnessPolicy> policy;
    private final Optional<MasterRemoval> removal;
    private long remembered = System.nanoTime();

    /** Who is told on the way: entries behind the audit, what it can go on from, findings. */
    record Listeners(LongConsumer progress, Consumer<byte[]> memory, Consumer<LoggedFinding> found) {}

    LogWalk(
            LedgerLog log,
            byte[] checkpoint,
            PublishedFiles files,
            List<NoteVerifier> keys,
            Optional<WitnessPolicy> policy,
            Optional<MasterRemoval> removal) {
        this.log = log;
        this.checkpoint = checkpoint;
        this.files = files;
        this.keys = keys;
        this.policy = policy;
        this.removal = removal;
    }

    LogAudit run(
            Optional<byte[]> older, Optional<AuditMemory> from, Optional<StoredReceiptCheck> check, Listeners listeners)
            throws IOException {
        AuditPlan plan = AuditPlan.simple()
                .withProofs(PROOFS)
                .withOlder(older.stream().toList())
                .withPolicy(policy)
                .withRemoval(removal)
                .telling(finding -> listeners.found.accept(resolved(finding)))
                .resuming(from, (memory, last) -> keep(memory, last, listeners.memory));
        AuditPlan whole =
                check.map(receipts -> plan.withCheck((EntryCheck) receipts)).orElse(plan);
        return new LogAuditor(files, keys)
                .audit(checkpoint, whole, progress -> listeners.progress.accept(progress.checked()));
    }

    private void keep(Supplier<byte[]> memory, boolean last, Consumer<byte[]> keeper) {
        if (last || System.nanoTime() - remembered >= REMEMBER_EVERY.toNanos()) {
            keeper.accept(memory.get());
            remembered = System.nanoTime();
        }
    }

    private LoggedFinding resolved(AuditFinding finding) {
        Optional<LedgerEntry> entry =
                finding.index().isPresent() ? files.entry(finding.index().getAsLong()) : Optional.empty();
        return entry.map(one -> new LoggedFinding(
                        log.id(),
                        finding,
                        one.kind().wireName(),
                        one.id(),
                        one.bill().map(EntrySubject::terminalNo).orElse("")))
                .orElseGet(() -> LoggedFinding.plain(log.id(), finding));
    }
}
