package org.tallystick.ledger.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.tallystick.ledger.EntryKind;
import org.tallystick.ledger.MasterProof;
import org.tallystick.ledger.MasterRemoval;

/**
 * Logs whose entries are not kept any more. A log is first marked, and from then on nothing of its entries is shown; they are deleted piece by
 * piece afterwards. Its checkpoint, hash tiles, timestamps and keys stay, and entries whose objects outlive their log (certificates, ceremonies,
 * what the ledger says about itself) keep their bytes, so that they are proved as before. The master log has an entry of kind {@code removed};
 * one that a crash leaves out is appended at the next round: twice at worst, never not at all.
 *
 * <p>Who may have a log removed, and when, is not decided here.
 */
@ApplicationScoped
@PermitAll
public class LedgerRemovals {
    private static final int PIECE = 1_024;

    private final RemovalRepository repository;
    private final ShardRepository shards;
    private final LedgerFiles files;
    private final MasterLog master;
    private final Clock clock;

    /** What came of a removal. */
    public enum Outcome {
        REMOVED,
        REMOVED_BEFORE,
        /** The database has no such log, or one that still takes entries. */
        NOT_POSSIBLE
    }

    @Inject
    LedgerRemovals(
            RemovalRepository repository, ShardRepository shards, LedgerFiles files, MasterLog master, Clock clock) {
        this.repository = repository;
        this.shards = shards;
        this.files = files;
        this.master = master;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected LedgerRemovals() {
        this(null, null, null, null, null);
    }

    /** Logs that have ended and are not removed, the oldest first; the master log is never among them. */
    public List<EndedLog> ended() {
        return repository.ended();
    }

    /** In the order in which they were removed. */
    public List<RemovedLog> all() {
        return repository.all().stream().map(RemovalRepository.Row::removed).toList();
    }

    /** How the log was removed; empty if it was not. */
    public Optional<RemovedLog> of(LedgerLog log) {
        return repository.of(log.id()).map(RemovalRepository.Row::removed);
    }

    /** The platform's own statement about it, proved or not. */
    public Optional<MasterRemoval> statement(LedgerLog log) {
        return repository.of(log.id()).map(row -> MasterRemoval.parse(row.object()));
    }

    /** That the master log says so; empty if the log is not removed, or while the statement waits. */
    public Optional<MasterProof> proof(LedgerLog log) {
        return repository
                .of(log.id())
                .filter(row -> row.masterLog().isPresent())
                .flatMap(row -> files.log(row.masterLog().getAsInt())
                        .flatMap(in ->
                                files.provenPosition(in, row.removed().place().getAsLong()))
                        .map(position -> new MasterProof(row.object(), position.proof())));
    }

    /** Whether a log that is removed now had been sealed in order. */
    boolean wasSealed(LedgerLog log) {
        return repository
                .of(log.id())
                .filter(row -> row.ended() == ShardState.SEALED)
                .isPresent();
    }

    /**
     * Marks a log as removed.
     *
     * @param id of the master log's entry
     * @param said what that entry stands for
     */
    public Outcome remove(String id, MasterRemoval said) {
        Optional<LedgerLog> log = files.logs().stream()
                .filter(one -> one.origin().equals(said.origin()))
                .findFirst();
        if (log.isPresent() && repository.mark(log.get(), id, said)) {
            return Outcome.REMOVED;
        }
        return log.flatMap(this::of).isPresent() ? Outcome.REMOVED_BEFORE : Outcome.NOT_POSSIBLE;
    }

    /** Deletes the next entries of a removed log. @return where to go on; empty at its end */
    public OptionalLong clear(RemovedLog removed, long from) {
        return repository.deleteEntries(removed.log().id(), from, PIECE);
    }

    /** Nothing is left of what had to go. */
    public void cleared(RemovedLog removed) {
        repository.cleared(removed.log().id(), clock.millis());
    }

    /** Appends what still waits for its entry, and repeats it in a new master log that has recorded the log. */
    void publish() {
        int open = shards.open(LedgerLog.MASTER).map(LedgerLog::id).orElse(0);
        for (RemovalRepository.Row row : repository.all()) {
            int log = row.removed().log().id();
            boolean waits = row.masterLog().isEmpty();
            boolean renewed = !waits
                    && row.masterLog().getAsInt() != open
                    && shards.recorded(log)
                            .filter(known -> known.masterLog() == open)
                            .isPresent();
            if (waits || renewed) {
                LedgerPosition place = master.state(
                                new ObjectWriter.Statement(EntryKind.REMOVED, row.id(), row.object(), Optional.empty()))
                        .orElseThrow();
                repository.stated(log, place.log().id(), place.index());
            }
        }
    }
}
