package org.tallystick.ledger.service;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.tallystick.ledger.EntryKind;
import org.tallystick.ledger.NoteSigner;
import org.tallystick.ledger.ReleasedCheckpoint;
import org.tallystick.shared.service.DatabaseCluster;
import org.tallystick.shared.service.Settings;

/**
 * The append side of the ledger. Knows nobody: callers bring a {@link GroupWriter} that inserts their own rows in the group's
 * transaction.
 *
 * <p>Guarantee: a stage completes normally only after the group's commit has reached the disk. It completes exceptionally with
 * a {@code Problem}: the writer's refusal, or {@code not-confirmed} when the outcome is unknown.
 */
@ApplicationScoped
@PermitAll
public class Ledger {
    private final LogRepository repository;
    private final LogKeys keys;
    private final Settings settings;
    private final Clock clock;
    private final DatabaseCluster cluster;
    private final Map<String, LedgerBatcher> byAcquirer = new ConcurrentHashMap<>();
    private final Map<Integer, ReleasedCheckpoint> released = new ConcurrentHashMap<>();
    private final ExecutorService completer =
            Executors.newSingleThreadExecutor(task -> threads().newThread(task));

    @Resource
    ManagedThreadFactory threadFactory;

    @Inject
    Ledger(LogRepository repository, LogKeys keys, Settings settings, Clock clock, DatabaseCluster cluster) {
        this.repository = repository;
        this.keys = keys;
        this.settings = settings;
        this.clock = clock;
        this.cluster = cluster;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected Ledger() {
        this(null, null, null, null, null);
    }

    /** Opens the acquirer's log for appending, creating it when there is none yet. Idempotent. */
    public LedgerLog open(String acquirer) {
        return byAcquirer.computeIfAbsent(acquirer, this::start).log();
    }

    /**
     * Appends an item to its acquirer's log.
     *
     * @return the position of the item's first entry, or empty when the writer added none
     * @throws org.tallystick.shared.Problem not-confirmed when the log's queue is full
     */
    public <T> CompletionStage<Optional<LedgerPosition>> append(String acquirer, T item, GroupWriter<T> writer) {
        Append<T> append = new Append<>(item, writer);
        open(acquirer);
        batcher(acquirer).submit(append);
        return append.outcome();
    }

    /** Appends a single entry whose object the caller has stored already. */
    public CompletionStage<LedgerPosition> append(String acquirer, EntryDraft draft) {
        return append(acquirer, draft, DraftWriter.INSTANCE).thenApply(Optional::orElseThrow);
    }

    /** Appends a single entry; the parts of an {@link EntryDraft} one by one. */
    public CompletionStage<LedgerPosition> append(
            String acquirer, EntryKind kind, String id, String subject, byte[] digest) {
        return append(acquirer, new EntryDraft(kind, id, subject, digest));
    }

    /** All logs, the oldest first. */
    public List<LedgerLog> logs() {
        return repository.logs();
    }

    Optional<SignedHead> latest(LedgerLog log) {
        return Optional.ofNullable(byAcquirer.get(log.acquirer())).flatMap(LedgerBatcher::latest);
    }

    /** Items that wait for the log's next groups in this server. */
    int waiting(LedgerLog log) {
        return Optional.ofNullable(byAcquirer.get(log.acquirer()))
                .map(LedgerBatcher::waiting)
                .orElse(0);
    }

    int capacity() {
        return tuning().queueSize();
    }

    /** Why nothing is appended although the database answers: it is not what this node has signed; empty if all is well. */
    Optional<String> refusal(LedgerLog log) {
        return Optional.ofNullable(byAcquirer.get(log.acquirer()))
                .flatMap(batcher -> batcher.guard().refusal());
    }

    /** Guards what is signed of a log; every user has its own, over the same file. */
    AppendGuard guard(LedgerLog log) {
        ReleasedCheckpoint file = released.computeIfAbsent(
                log.id(), id -> ReleasedCheckpoint.open(settings.dataDir().resolve("released"), log.origin()));
        return new AppendGuard(cluster, file, new DatabaseTileSource(repository, log.id()));
    }

    NoteSigner key(LedgerLog log) {
        return keys.of(log);
    }

    @PreDestroy
    void stop() {
        byAcquirer.values().forEach(LedgerBatcher::stop);
        completer.shutdown();
    }

    private LedgerBatcher batcher(String acquirer) {
        return byAcquirer.computeIfAbsent(acquirer, this::start);
    }

    private LedgerBatcher start(String acquirer) {
        LedgerLog log = repository.logs().stream()
                .filter(known -> known.acquirer().equals(acquirer))
                .findFirst()
                .orElseGet(() -> create(acquirer));
        LedgerBatcher batcher = new LedgerBatcher(
                log,
                keys.of(log),
                guard(log),
                new LedgerBatcher.Environment(repository.dataSource(), clock, completer, tuning()));
        Thread thread = threads().newThread(batcher);
        thread.setName("ledger-" + log.acquirer() + "-" + log.shard());
        thread.start();
        return batcher;
    }

    private LedgerLog create(String acquirer) {
        LocalDate today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
        String shard = today.getYear() + "q" + ((today.getMonthValue() + 2) / 3);
        String origin = settings.host() + "/ledger/" + acquirer + "/" + shard;
        int id = repository.logs().stream().mapToInt(LedgerLog::id).max().orElse(0) + 1;
        LedgerLog log = new LedgerLog(
                id, origin, acquirer, shard, keys.create(origin).verifier().vkey());
        repository.create(log);
        return log;
    }

    private LedgerBatcher.Tuning tuning() {
        return new LedgerBatcher.Tuning(
                settings.duration("tallystick.ledger.group-interval"),
                settings.integer("tallystick.ledger.group-size"),
                settings.integer("tallystick.ledger.queue-size"));
    }

    private ManagedThreadFactory threads() {
        return threadFactory;
    }
}
