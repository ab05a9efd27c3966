package org.tallystick.ledger.service;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.service.DatabaseCluster;

/**
 * Commits one acquirer's items in groups, on one thread of its own, each group whole into the log that is open then: what waits when a
 * log ends goes into the next one.
 */
final class LedgerBatcher implements Runnable {
    private static final Logger LOG = Logger.getLogger(LedgerBatcher.class.getName());
    private static final String UNIQUE_VIOLATION = "23505";

    /**
     * What a batcher needs from outside.
     *
     * @param oneTurn held while a log ends and another begins: of this node's logs one at a time
     * @param turned told of each log that has ended
     */
    record Environment(
            LogRepository logs,
            Clock clock,
            LedgerTime time,
            Executor completer,
            Tuning tuning,
            LogKeys keys,
            ShardTurn turns,
            RollbackGuard guard,
            DatabaseCluster cluster,
            ReentrantLock oneTurn,
            Consumer<LedgerLog> turned) {}

    /** Least time between groups, most entries of one, and how many items may wait. */
    record Tuning(Duration interval, int groupSize, int queueSize) {}

    /**
     * Something to be done with the log between two groups.
     *
     * @param outcome the log that is open afterwards
     */
    private record Order(Wish wish, int logId, CompletableFuture<LedgerLog> outcome) {}

    private enum Wish {
        /** Only what is due anyway. */
        LOOK,
        /** The same with everything read anew. */
        CHECK,
        /** A new log with a new key, if this one is still the present one. */
        NEW_KEY
    }

    private final Environment environment;
    private final ShardWriter writer;
    private final BlockingQueue<Append<?>> queue;
    private final Queue<Order> orders = new ConcurrentLinkedQueue<>();
    private final LedgerMeter meter = new LedgerMeter();
    private volatile boolean stopped;

    LedgerBatcher(ShardTurn.Shard shard, Environment environment) {
        this.environment = environment;
        this.writer = new ShardWriter(shard, environment);
        this.queue = new LinkedBlockingQueue<>(environment.tuning().queueSize());
    }

    /** The present log, as far as this node knows. */
    LedgerLog log() {
        return writer.shard().log();
    }

    /** The newest checkpoint of this log signed by this node in this run; empty before the first group, and once it has ended. */
    Optional<SignedHead> latest(LedgerLog log) {
        return writer.latest(log);
    }

    /** Why nothing is appended although the database answers; empty if all is well. */
    Optional<String> refusal() {
        return writer.refusal();
    }

    int waiting() {
        return queue.size();
    }

    LedgerMeter meter() {
        return meter;
    }

    /** @throws Problem not-confirmed when the queue is full or the batcher has stopped */
    void submit(Append<?> item) {
        boolean refused = stopped || environment.logs().hasFailed() || !queue.offer(item);
        // The last look at the queue may have been before.
        if (refused || stopped && queue.remove(item)) {
            meter.refused();
            throw notConfirmed();
        }
    }

    /** Ends the log if its quarter is over, or follows where another node has ended it. */
    CompletableFuture<LedgerLog> look() {
        return order(Wish.LOOK, 0);
    }

    /** The same after everything kept in memory has been forgotten. */
    CompletableFuture<LedgerLog> check() {
        return order(Wish.CHECK, 0);
    }

    /** Ends this log and goes on with a new key; nothing happens if it has ended already. */
    CompletableFuture<LedgerLog> newKey(LedgerLog log) {
        return order(Wish.NEW_KEY, log.id());
    }

    private CompletableFuture<LedgerLog> order(Wish wish, int logId) {
        Order order = new Order(wish, logId, new CompletableFuture<>());
        orders.add(order);
        if (stopped && orders.remove(order)) {
            order.outcome().completeExceptionally(notConfirmed());
        }
        return order.outcome();
    }

    void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        List<Append<?>> items = new ArrayList<>();
        while (!stopped) {
            try {
                follow(orders.poll());
                Append<?> first = queue.poll(200, TimeUnit.MILLISECONDS);
                if (first != null && environment.logs().hasFailed()) {
                    first.outcome().completeExceptionally(notConfirmed());
                } else if (first != null) {
                    long started = System.nanoTime();
                    items.add(first);
                    queue.drainTo(items, environment.tuning().groupSize() - 1);
                    process(new LedgerGroup(List.copyOf(items)));
                    items.clear();
                    LockSupport.parkNanos(environment.tuning().interval().toNanos() - (System.nanoTime() - started));
                }
            } catch (InterruptedException e) {
                stopped = true;
            }
        }
        writer.drop();
        queue.forEach(item -> item.outcome().completeExceptionally(notConfirmed()));
        orders.forEach(order -> order.outcome().completeExceptionally(notConfirmed()));
    }

    private void process(LedgerGroup group) {
        try {
            long began = System.nanoTime();
            List<Optional<LedgerPosition>> answers = commitCarefully(group);
            meter.group(answers.size(), System.nanoTime() - began);
            environment.completer().execute(() -> group.complete(answers));
        } catch (SyncFailedException e) {
            fail(e);
            group.fail(notConfirmed());
        } catch (SQLException | RuntimeException e) {
            List<LedgerGroup> apart = violatesUniqueKey(e) ? group.apart() : List.of();
            String what = apart.isEmpty() ? " is not confirmed; state will be reloaded" : " is taken apart";
            LOG.log(Level.WARNING, "A group of log " + log().origin() + what, e);
            if (apart.isEmpty()) {
                group.fail(notConfirmed());
            }
            // What cannot be stored beside the others, or at all, is not to fail them with it.
            apart.forEach(this::process);
        }
    }

    /** A violated unique key left nothing behind: the group is tried once more, with look-ups for what was taken for granted. */
    private List<Optional<LedgerPosition>> commitCarefully(LedgerGroup group) throws SQLException {
        try {
            return commit(group, false);
        } catch (SQLException e) {
            if (!violatesUniqueKey(e)) {
                throw e;
            }
            return commit(group, true);
        }
    }

    private List<Optional<LedgerPosition>> commit(LedgerGroup group, boolean careful) throws SQLException {
        boolean done = false;
        try {
            ShardWriter.Locked at = writer.lock();
            GroupContext written = group.write(at, careful);
            if (written.entries().isEmpty() && writer.isSynced()) {
                LedgerRepository.commitRead(at.connection());
            } else {
                at.shard().rows().extend(at.connection(), at.head(), at.tree(), written.entries(), at.timeMillis());
                LedgerRepository.commit(at.connection());
                writer.synced();
            }
            done = true;
            group.committed(log().id());
            return group.positions(log(), at.tree(), writer.signed(at).checkpoint());
        } finally {
            if (!done) {
                writer.drop();
                group.rolledBack(log().id());
            }
        }
    }

    private void follow(@Nullable Order order) {
        if (order == null) {
            return;
        }
        if (environment.logs().hasFailed()) {
            order.outcome().completeExceptionally(notConfirmed());
            return;
        }
        try {
            if (order.wish() == Wish.CHECK) {
                writer.drop();
            }
            ShardWriter.Locked at = writer.lock();
            if (order.wish() == Wish.NEW_KEY && at.shard().log().id() == order.logId()) {
                writer.turn(at, "key");
            } else {
                at.connection().rollback();
            }
            LedgerLog now = log();
            environment.completer().execute(() -> order.outcome().complete(now));
        } catch (SyncFailedException e) {
            writer.drop();
            fail(e);
            order.outcome().completeExceptionally(notConfirmed());
        } catch (SQLException | RuntimeException e) {
            writer.drop();
            LOG.log(Level.WARNING, "Log " + log().origin() + " could not be looked at; state will be reloaded", e);
            order.outcome().completeExceptionally(notConfirmed());
        }
    }

    private void fail(SyncFailedException e) {
        environment.logs().fail();
        LOG.log(Level.SEVERE, "Log " + log().origin() + " confirms nothing any more", e);
    }

    private static boolean violatesUniqueKey(Throwable e) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof SQLException sql && UNIQUE_VIOLATION.equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    static Problem notConfirmed() {
        return new Problem(
                ProblemType.NOT_CONFIRMED,
                "Whether this was stored is not known. Keep it and send the same bytes again: the answer then tells the truth.");
    }
}
