package org.tallystick.ledger.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tallystick.ledger.EntryKind;
import org.tallystick.ledger.LedgerEntry;
import org.tallystick.ledger.MasterProof;
import org.tallystick.ledger.MasterRemoval;
import org.tallystick.ledger.NoteVerifier;
import org.tallystick.shared.service.DatabaseCluster;

/**
 * Logs whose entries are not kept any more. A log is first marked; then the master log states it, in an entry of kind {@code removed}; only when
 * that is public does anybody hear of it, and only then are entries deleted, piece by piece. So an auditor finds either all entries or the proof
 * that they need not be there. What the {@link RemovalRegister} does not name is never stated, whatever a row says.
 *
 * <p>The log's checkpoint, hash tiles, timestamps and keys stay, and entries whose objects outlive their log (certificates, ceremonies, what the
 * ledger says about itself) keep their bytes, so that they are proved as before. A statement that a crash leaves out is made at the next round:
 * twice at worst, never not at all. A new master log repeats it before it records the log, so that no checkpoint of it has one without the other.
 *
 * <p>Who may have a log removed, and when, is not decided here.
 */
@ApplicationScoped
@PermitAll
public class LedgerRemovals {
    private static final Logger LOG = Logger.getLogger(LedgerRemovals.class.getName());
    private static final int PIECE = 1_024;

    private final RemovalRepository repository;
    private final ShardRepository shards;
    private final LedgerFiles files;
    private final MasterLog master;
    private final RemovalRegister register;
    private final DatabaseCluster cluster;
    private final Clock clock;
    private final Set<String> doubted = ConcurrentHashMap.newKeySet();

    /** What came of a removal. */
    public enum Outcome {
        REMOVED,
        REMOVED_BEFORE,
        /** The database has no such log, one that still takes entries, or one with another tree. */
        NOT_POSSIBLE
    }

    @Inject
    LedgerRemovals(
            RemovalRepository repository,
            ShardRepository shards,
            LedgerFiles files,
            MasterLog master,
            RemovalRegister register,
            DatabaseCluster cluster,
            Clock clock) {
        this.repository = repository;
        this.shards = shards;
        this.files = files;
        this.master = master;
        this.register = register;
        this.cluster = cluster;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected LedgerRemovals() {
        this(null, null, null, null, null, null, null);
    }

    /** Logs that have ended and are not removed, the oldest first; the master log is never among them. */
    public List<EndedLog> ended() {
        return repository.ended();
    }

    /** The last entry of an ended log, if it is about the log itself and so may be shown to everybody. */
    public Optional<LedgerEntry> lastEntry(EndedLog ended) {
        if (ended.state() != ShardState.SEALED) {
            return Optional.empty();
        }
        long last = ended.head().size() - 1;
        return repository.entry(ended.log().id(), last).filter(entry -> entry.kind() == EntryKind.SEALED);
    }

    /** In the order in which they were marked, also those that the public does not know of yet. */
    public List<RemovedLog> all() {
        return repository.all().stream().map(RemovalRepository.Row::removed).toList();
    }

    /** How the log was removed; empty if it was not, or as long as that is not public in the master log. */
    public Optional<RemovedLog> of(LedgerLog log) {
        return repository
                .of(log.id())
                .filter(row -> publicPlace(row).isPresent())
                .map(RemovalRepository.Row::removed);
    }

    /** What was public once stays so while a new master log has repeated it and has no checkpoint over that yet. */
    private Optional<RemovalRepository.Place> publicPlace(RemovalRepository.Row row) {
        return row.places().stream().filter(this::isPublic).findFirst();
    }

    private boolean isPublic(RemovalRepository.Place place) {
        return files.log(place.masterLog())
                .flatMap(files::publishedState)
                .filter(state -> state.size() > place.index())
                .isPresent();
    }

    /** That the master log says so; empty if the log is not removed, or as long as that is not public. */
    public Optional<MasterProof> proof(LedgerLog log) {
        return repository.of(log.id()).flatMap(row -> publicPlace(row).flatMap(place -> files.log(place.masterLog())
                .flatMap(in -> files.provenPosition(in, place.index()))
                .map(position -> new MasterProof(row.object(), position.proof()))));
    }

    /** What the platform itself holds a removed log against: no less than what it asks of others to be shown. */
    public Optional<MasterRemoval> proved(LedgerLog log) {
        List<NoteVerifier> masters = files.logs().stream()
                .filter(LedgerLog::isMaster)
                .map(one -> NoteVerifier.parse(one.verifierKey()))
                .toList();
        return proof(log).flatMap(proof -> proof.vouchedRemoval(masters, master.proof(log)));
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
     * @throws IllegalStateException if the database does not confirm it now
     */
    public Outcome remove(String id, MasterRemoval said) {
        Optional<LedgerLog> log = files.logs().stream()
                .filter(one -> one.origin().equals(said.origin()))
                .findFirst();
        if (log.isPresent() && repository.mark(log.get(), id, said, cluster)) {
            return Outcome.REMOVED;
        }
        return log.flatMap(one -> repository.of(one.id())).isPresent() ? Outcome.REMOVED_BEFORE : Outcome.NOT_POSSIBLE;
    }

    /** Deletes the next entries of a removed log. @return where to go on; empty at its end */
    public OptionalLong clear(RemovedLog removed, long from) {
        return repository.deleteEntries(removed.log().id(), from, PIECE);
    }

    /** Nothing is left of what had to go. */
    public void cleared(RemovedLog removed) {
        repository.cleared(removed.log().id(), clock.millis());
    }

    /** Appends what still waits for its entry, and repeats it in a new master log, before that records the log. */
    void publish() {
        int open = openMaster();
        for (RemovalRepository.Row row : repository.all()) {
            if (isOrdered(row) && isWaiting(row, open) && isOver(row)) {
                LedgerPosition place = master.state(
                                new ObjectWriter.Statement(EntryKind.REMOVED, row.id(), row.object(), Optional.empty()))
                        .orElseThrow();
                repository.stated(
                        row.removed().log().id(),
                        new RemovalRepository.Place(place.log().id(), place.index()),
                        publicPlace(row));
            }
        }
    }

    /** A log that does not tell its end itself is known by the record beside the statement, which stays with it where it is. */
    private static boolean isWaiting(RemovalRepository.Row row, int open) {
        return row.masterLog().isEmpty()
                || (row.masterLog().getAsInt() != open
                        && MasterRemoval.parse(row.object()).last().isPresent());
    }

    /** Whether the open master log may record a log: whoever has its key alone would miss the entries of one whose removal it does not say. */
    boolean mayBeRecorded(LedgerLog log) {
        int open = openMaster();
        return repository
                .of(log.id())
                .filter(row -> isOrdered(row) && isWaiting(row, open))
                .isEmpty();
    }

    private int openMaster() {
        return shards.open(LedgerLog.MASTER).map(LedgerLog::id).orElse(0);
    }

    /**
     * A clock that was set back since the order must not make the master log say what nobody may believe. A log that it never recorded, and of
     * which nothing was public, was over when its removal was ordered.
     */
    private boolean isOver(RemovalRepository.Row row) {
        MasterRemoval said = MasterRemoval.parse(row.object());
        long ordered = said.head().size() == 0
                ? said.at().toEpochMilli() - Duration.ofDays(said.keepDays()).toMillis()
                : Long.MAX_VALUE;
        long recorded = shards.recorded(row.removed().log().id())
                .map(ShardRepository.Recorded::recordedAt)
                .orElse(ordered);
        return said.isDue(clock.millis(), recorded);
    }

    private boolean isOrdered(RemovalRepository.Row row) {
        if (register.names(row.id(), row.object())) {
            return true;
        }
        if (doubted.add(row.id())) {
            LOG.log(
                    Level.SEVERE,
                    "A row says that {0} was removed, and the register of erasures names no such order: the master log does not"
                            + " say so, and nothing is deleted. Audit the database.",
                    row.removed().log().origin());
        }
        return false;
    }
}
