package org.tallystick.ledger.service;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tallystick.ledger.NoteSigner;
import org.tallystick.ledger.TreeHead;
import org.tallystick.shared.Problem;
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
    private static final Logger LOG = Logger.getLogger(Ledger.class.getName());
    private static final long PATIENCE_SECONDS = 10;

    private final LogRepository repository;
    private final ShardRepository shards;
    private final LogKeys keys;
    private final Settings settings;
    private final Clock clock;
    private final ReleasedCheckpoints released;
    private final RollbackGuard guard;
    private final DatabaseCluster cluster;
    private final Map<String, LedgerBatcher> byAcquirer = new ConcurrentHashMap<>();
    private final ReentrantLock oneTurn = new ReentrantLock();
    private final ExecutorService completer =
            Executors.newSingleThreadExecutor(task -> threads().newThread(task));

    @Inject
    Event<LogTurned> turned;

    @Resource
    ManagedThreadFactory threadFactory;

    @Inject
    Ledger(
            LogRepository repository,
            ShardRepository shards,
            LogKeys keys,
            Settings settings,
            Clock clock,
            ReleasedCheckpoints released,
            RollbackGuard guard,
            DatabaseCluster cluster) {
        this.repository = repository;
        this.shards = shards;
        this.keys = keys;
        this.settings = settings;
        this.clock = clock;
        this.released = released;
        this.guard = guard;
        this.cluster = cluster;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected Ledger() {
        this(null, null, null, null, null, null, null, null);
    }

    /** Opens the acquirer's present log for appending, creating the first one when there is none yet. Idempotent. */
    public LedgerLog open(String acquirer) {
        return batcher(acquirer).log();
    }

    /**
     * Appends an item to its acquirer's log.
     *
     * @return the position of the item's first entry, or empty when the writer added none
     * @throws Problem not-confirmed when the log's queue is full
     */
    public <T> CompletionStage<Optional<LedgerPosition>> append(String acquirer, T item, GroupWriter<T> writer) {
        Append<T> append = new Append<>(item, writer);
        batcher(acquirer).submit(append);
        return append.outcome();
    }

    /** Appends a single entry whose object the caller has stored already. */
    public CompletionStage<LedgerPosition> append(String acquirer, EntryDraft draft) {
        return append(acquirer, draft, DraftWriter.INSTANCE).thenApply(Optional::orElseThrow);
    }

    /**
     * The same, and waits: for jobs whose objects are stored and which come again.
     *
     * @return empty if the ledger does not confirm within seconds; then the entry may be there all the same
     */
    public Optional<LedgerPosition> appendNow(String acquirer, EntryDraft draft) {
        try {
            return Optional.of(append(acquirer, draft).toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException | TimeoutException | Problem e) {
            LOG.log(Level.WARNING, "An entry of kind " + draft.kind() + " waits for the ledger", e);
            return Optional.empty();
        }
    }

    /** Whose log has what concerns every acquirer: the first one's. Empty before there is a log. */
    public Optional<String> commonAcquirer() {
        return logs().stream()
                .filter(log -> !log.isMaster())
                .map(LedgerLog::acquirer)
                .findFirst();
    }

    /** All logs, the oldest first. */
    public List<LedgerLog> logs() {
        return repository.logs();
    }

    /**
     * Ends the log and goes on in a new one with a key of its own (an order of the operator). Nothing happens if it has ended already.
     *
     * @return the log that is open afterwards
     */
    public CompletionStage<LedgerLog> newKey(LedgerLog log) {
        return batcher(log.acquirer()).newKey(log);
    }

    /** Ends what is due to end, and follows what others have ended, also where nobody appends anything. */
    void look() {
        byAcquirer.values().forEach(LedgerBatcher::look);
    }

    /** Holds the log against everything that was let out of it before anything more is signed. */
    void check(LedgerLog log) {
        open(log.acquirer());
        batcher(log.acquirer()).check();
    }

    Optional<SignedHead> latest(LedgerLog log) {
        return Optional.ofNullable(byAcquirer.get(log.acquirer())).flatMap(batcher -> batcher.latest(log));
    }

    /** Items that wait for the log's next groups in this server. */
    int waiting(LedgerLog log) {
        return Optional.ofNullable(byAcquirer.get(log.acquirer()))
                .filter(batcher -> batcher.log().id() == log.id())
                .map(LedgerBatcher::waiting)
                .orElse(0);
    }

    int capacity() {
        return tuning().queueSize();
    }

    /** Of which logs nothing is appended although the database answers, as it is not what this node has signed: origin, and why. */
    Map<String, String> refusals() {
        Map<String, String> refusals = new TreeMap<>();
        byAcquirer.values().forEach(batcher -> batcher.refusal()
                .ifPresent(why -> refusals.put(batcher.log().origin(), why)));
        return refusals;
    }

    /** What was counted of each acquirer's groups, by acquirer. */
    Map<String, LedgerMeter> meters() {
        Map<String, LedgerMeter> meters = new TreeMap<>();
        byAcquirer.forEach((acquirer, batcher) -> meters.put(acquirer, batcher.meter()));
        return meters;
    }

    /** @throws IllegalStateException when nothing may be signed now */
    TreeHead headToSign(LedgerLog log) {
        return repository.headToSign(log.id(), cluster);
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
        ShardTurn turns = new ShardTurn(keys, released, settings.host());
        LedgerLog log = shards.open(acquirer).orElseGet(() -> create(turns, acquirer));
        LedgerBatcher batcher = new LedgerBatcher(
                ShardTurn.Shard.of(log, keys),
                new LedgerBatcher.Environment(
                        repository,
                        clock,
                        new LedgerTime(clock),
                        completer,
                        tuning(),
                        keys,
                        turns,
                        guard,
                        cluster,
                        oneTurn,
                        ended -> turned.fireAsync(new LogTurned(ended))));
        Thread thread = threads().newThread(batcher);
        thread.setName("ledger-" + log.acquirer());
        thread.start();
        return batcher;
    }

    /** Another node may do so at the same time: then its log is the one. */
    private LedgerLog create(ShardTurn turns, String acquirer) {
        oneTurn.lock();
        try {
            requireNothingReleased(acquirer);
            int id = repository.logs().stream().mapToInt(LedgerLog::id).max().orElse(0) + 1;
            LedgerLog log = turns.first(id, acquirer, clock.millis());
            repository.create(log);
            return log;
        } catch (IllegalStateException e) {
            return shards.open(acquirer).orElseThrow(() -> e);
        } finally {
            oneTurn.unlock();
        }
    }

    /** A database that knows no log of an acquirer that had one is another database, or an older state of it. */
    private void requireNothingReleased(String acquirer) {
        if (!guard.acceptsRollback() && released.knowsAny(settings.host() + "/ledger/" + acquirer + "/")) {
            LOG.log(
                    Level.SEVERE,
                    "The database has no log of {0}, and this node has signed one: it is not the newest database",
                    acquirer);
            throw LedgerBatcher.notConfirmed();
        }
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
