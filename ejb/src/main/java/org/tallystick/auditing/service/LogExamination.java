package org.tallystick.auditing.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tallystick.auditing.Audit;
import org.tallystick.auditing.AuditDepth;
import org.tallystick.auditing.AuditSpan;
import org.tallystick.auditing.AuditedLog;
import org.tallystick.auditing.AuditedLog.Counts;
import org.tallystick.auditing.AuditedLog.Growth;
import org.tallystick.auditing.LoggedFinding;
import org.tallystick.ledger.AuditMemory;
import org.tallystick.ledger.Checkpoint;
import org.tallystick.ledger.ConsistencyProof;
import org.tallystick.ledger.LedgerFormatException;
import org.tallystick.ledger.LedgerStateException;
import org.tallystick.ledger.LogAudit;
import org.tallystick.ledger.MasterRemoval;
import org.tallystick.ledger.NoteVerifier;
import org.tallystick.ledger.SignedNote;
import org.tallystick.ledger.TiledLog;
import org.tallystick.ledger.WitnessPolicy;
import org.tallystick.ledger.service.LedgerFiles;
import org.tallystick.ledger.service.LedgerLog;
import org.tallystick.ledger.service.LedgerRemovals;
import org.tallystick.signing.service.StoredReceiptRepository;
import org.tallystick.verification.service.PlatformVerifier;
import org.tallystick.verification.service.ReceiptFiles;

/** Audits one log of a run: from where an earlier attempt or, for what is new, the run before came to. */
@ApplicationScoped
class LogExamination {
    private final LedgerFiles ledger;
    private final LedgerRemovals removals;
    private final AuditedLogRepository logs;
    private final StoredReceiptCheck.Sources receipts;

    @Inject
    LogExamination(
            LedgerFiles ledger,
            LedgerRemovals removals,
            AuditedLogRepository logs,
            StoredReceiptRepository receipts,
            ReceiptFiles files,
            PlatformVerifier verifier) {
        this.ledger = ledger;
        this.removals = removals;
        this.logs = logs;
        this.receipts = new StoredReceiptCheck.Sources(receipts, files, verifier, ledger);
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected LogExamination() {
        this.ledger = null;
        this.removals = null;
        this.logs = null;
        this.receipts = null;
    }

    /** @throws IOException if the log cannot be read at all; damage is a finding */
    void examine(AuditAttempt attempt, AuditedLog known) throws IOException {
        LedgerLog log = ledger.log(known.id()).orElseThrow();
        Optional<String> note = ledger.publishedCheckpoint(log);
        if (note.isEmpty()) {
            attempt.begin(known);
            attempt.keep(with(known, true, known.counts(), List.of("No checkpoint is published yet.")));
            return;
        }
        new OneLog(attempt, known, log, note.get()).run();
    }

    private static AuditedLog with(AuditedLog log, boolean done, Counts counts, List<String> notes) {
        return new AuditedLog(
                log.id(), log.origin(), log.prefix(), log.key(), done, log.checkpoint(), counts, log.growth(), notes);
    }

    /** The checkpoint that the run before had audited, unless there was none. */
    private Optional<byte[]> before(Audit audit, int logId) {
        return audit.previous().isEmpty()
                ? Optional.empty()
                : logs.of(audit.previous()).stream()
                        .filter(log -> log.id() == logId && !log.checkpoint().isEmpty())
                        .map(log -> log.checkpoint().getBytes(StandardCharsets.UTF_8))
                        .findFirst();
    }

    /** An audit of one log, with what it needs on its way. */
    private final class OneLog {
        private final AuditAttempt attempt;
        private final AuditedLog known;
        private final LedgerLog log;
        private final byte[] note;
        private final PublishedFiles files;
        private final Optional<byte[]> older;
        private final Optional<AuditMemory> own;
        private final List<String> notes = new ArrayList<>();
        private final List<LoggedFinding> held = new ArrayList<>();
        private Optional<StoredReceiptCheck> check = Optional.empty();
        private Counts counts;

        /** Where a walk begins, and what was counted until there. */
        private Optional<AuditMemory> from = Optional.empty();

        private Counts begun = Counts.NONE;

        OneLog(AuditAttempt attempt, AuditedLog known, LedgerLog log, String note) {
            this.attempt = attempt;
            this.known = known;
            this.log = log;
            this.note = note.getBytes(StandardCharsets.UTF_8);
            this.files = new PublishedFiles(ledger, log);
            this.older = before(attempt.audit(), known.id());
            this.own = memory(attempt.audit().number());
            this.counts = own.isPresent() ? known.counts() : Counts.NONE;
        }

        void run() throws IOException {
            from = own.or(this::ofTheRunBefore);
            long before = own.isPresent()
                    ? counts.before()
                    : from.map(AuditMemory::checked).orElse(0L);
            counts = own.isPresent()
                    ? new Counts(size(note), before, own.get().checked(), 0, 0, counts.receipts(), counts.absent())
                    : new Counts(size(note), before, before, 0, 0, 0, 0);
            begun = counts;
            LogAudit audit = walk();
            counts = new Counts(
                    size(note),
                    Math.min(before, audit.before()),
                    size(note),
                    audit.tiles(),
                    audit.entries(),
                    receiptsChecked(),
                    receiptsAbsent());
            notes.addAll(audit.notes());
            if (audit.omitted() > 0) {
                notes.add(audit.omitted() + " further findings of the same kinds are not listed.");
            }
            if (receiptsAbsent() > 0) {
                notes.add("Of " + receiptsAbsent() + " entries the receipt is not stored any more, which only a"
                        + " published retention policy allows.");
            }
            attempt.keep(state(true));
        }

        /**
         * Only what the master log says counts. Entries that were removed on the way are missing in order: then the log is walked again, from
         * where it was last known to stand, and nothing that the walk before has counted or found behind that counts.
         */
        private LogAudit walk() throws IOException {
            Optional<MasterRemoval> removed = removals.proved(log);
            while (true) {
                Optional<MasterRemoval> said = removed;
                counts = begun;
                check = check();
                held.clear();
                attempt.begin(state(false));
                LogAudit audit = new LogWalk(
                                log,
                                note,
                                files,
                                keys(),
                                ledger.witnessPolicy().filter(WitnessPolicy::needsWitnesses),
                                said)
                        .run(
                                older,
                                from,
                                check,
                                new LogWalk.Listeners(this::at, memory -> remember(memory, said), held::add));
                if (stands(said)) {
                    tell();
                    return audit;
                }
                removed = removals.proved(log);
            }
        }

        private Optional<StoredReceiptCheck> check() {
            return attempt.audit().scope().depth() == AuditDepth.SIGNATURES
                    ? Optional.of(new StoredReceiptCheck(
                            receipts, log, attempt.audit().scope(), counts, this::at))
                    : Optional.empty();
        }

        /** Whether the walk has known all along what may be missing: nothing is deleted before the master log says so. */
        private boolean stands(Optional<MasterRemoval> said) {
            return said.isPresent() || removals.proved(log).isEmpty();
        }

        private void tell() {
            held.forEach(attempt::found);
            held.clear();
        }

        private AuditedLog state(boolean done) {
            return new AuditedLog(
                    known.id(),
                    known.origin(),
                    known.prefix(),
                    known.key(),
                    done,
                    new String(note, StandardCharsets.UTF_8),
                    counts,
                    done ? growth() : Optional.empty(),
                    notes);
        }

        private void at(long checked) {
            counts = new Counts(counts.size(), counts.before(), checked, 0, 0, counts.receipts(), counts.absent());
            attempt.at(state(false));
        }

        /** The counts of receipts move with the memory, so that an attempt that goes on from it counts none twice. */
        private void remember(byte[] memory, Optional<MasterRemoval> said) {
            byte[] packed = Packed.of(memory);
            if (packed.length < Packed.MOST && stands(said)) {
                tell();
                counts = new Counts(
                        counts.size(), counts.before(), counts.checked(), 0, 0, receiptsChecked(), receiptsAbsent());
                attempt.remember(state(false), packed);
                from = Optional.of(AuditMemory.parse(memory));
                begun = counts;
            }
        }

        private long receiptsChecked() {
            return check.map(StoredReceiptCheck::checked).orElse(0L);
        }

        private long receiptsAbsent() {
            return check.map(StoredReceiptCheck::absent).orElse(0L);
        }

        private Optional<AuditMemory> ofTheRunBefore() {
            if (attempt.audit().scope().span() != AuditSpan.NEW) {
                return Optional.empty();
            }
            Optional<AuditMemory> memory = attempt.audit().previous().isEmpty()
                    ? Optional.empty()
                    : memory(attempt.audit().previous());
            if (memory.isEmpty()) {
                notes.add("There is no earlier run to go on from, so all entries were read.");
            }
            return memory;
        }

        private Optional<AuditMemory> memory(String number) {
            try {
                return logs.memory(number, log.id()).map(AuditMemory::parse);
            } catch (LedgerStateException | UncheckedIOException e) {
                return Optional.empty();
            }
        }

        private List<NoteVerifier> keys() {
            List<NoteVerifier> keys = new ArrayList<>();
            keys.add(NoteVerifier.parse(log.verifierKey()));
            ledger.witnessPolicy().ifPresent(policy -> keys.addAll(policy.keys()));
            return keys.stream().distinct().toList();
        }

        /** The proof itself is one of the audit's findings, if it does not hold; here it is only told. */
        private Optional<Growth> growth() {
            try {
                if (older.isEmpty()) {
                    return Optional.empty();
                }
                Checkpoint then = Checkpoint.open(older.get(), keys());
                Checkpoint now = Checkpoint.open(note, keys());
                if (then.size() > now.size() || then.size() == 0) {
                    return Optional.of(new Growth(then.size(), 0, then.size() == 0));
                }
                ConsistencyProof proof = new TiledLog(files, now.size()).consistency(then.size());
                return Optional.of(new Growth(then.size(), proof.path().size(), proof.proves(then.root(), now.root())));
            } catch (LedgerFormatException | NoSuchFileException e) {
                return Optional.of(new Growth(size(older.orElse(note)), 0, false));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Only to count with: the auditor finds out itself whether the checkpoint is to be believed. */
    private static long size(byte[] checkpoint) {
        try {
            return Checkpoint.parse(SignedNote.parse(checkpoint).text()).size();
        } catch (LedgerFormatException e) {
            return 0;
        }
    }
}
