package org.tallystick.ledger.service;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.GrowingTree;
import org.tallystick.ledger.NoteSigner;
import org.tallystick.ledger.TreeHead;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.service.ClockSource;

/**
 * Commits one log's items in groups, on one thread of its own. {@code tree} and {@code connection} belong to that thread and are
 * null whenever they may not be believed.
 */
final class LedgerBatcher implements Runnable {
    private static final Logger LOG = Logger.getLogger(LedgerBatcher.class.getName());
    private static final long MAX_CLOCK_DIFFERENCE = 2_000;
    private static final String UNIQUE_VIOLATION = "23505";

    /** What a batcher needs from outside. */
    record Environment(DataSource dataSource, Clock clock, Executor completer, Tuning tuning) {}

    /** Least time between groups, most entries of one, and how many items may wait. */
    record Tuning(Duration interval, int groupSize, int queueSize) {}

    private final LedgerLog log;
    private final NoteSigner key;
    private final Environment environment;
    private final AppendGuard guard;
    private final LedgerRepository repository;
    private final BlockingQueue<Append<?>> queue;
    private volatile boolean stopped;
    private volatile Optional<SignedHead> latest = Optional.empty();
    private @Nullable Connection connection;
    private @Nullable GrowingTree tree;

    LedgerBatcher(LedgerLog log, NoteSigner key, AppendGuard guard, Environment environment) {
        this.log = log;
        this.guard = guard;
        this.key = key;
        this.environment = environment;
        this.repository = new LedgerRepository(log.id());
        this.queue = new LinkedBlockingQueue<>(environment.tuning().queueSize());
    }

    LedgerLog log() {
        return log;
    }

    /** The newest checkpoint signed by this node in this run; empty before the first group. */
    Optional<SignedHead> latest() {
        return latest;
    }

    AppendGuard guard() {
        return guard;
    }

    int waiting() {
        return queue.size();
    }

    NoteSigner key() {
        return key;
    }

    /** @throws Problem not-confirmed when the queue is full or the batcher has stopped */
    void submit(Append<?> item) {
        if (stopped || !queue.offer(item)) {
            throw notConfirmed();
        }
    }

    void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        List<Append<?>> items = new ArrayList<>();
        while (!stopped) {
            try {
                Append<?> first = queue.poll(200, TimeUnit.MILLISECONDS);
                if (first != null) {
                    long started = System.nanoTime();
                    items.add(first);
                    queue.drainTo(items, environment.tuning().groupSize() - 1);
                    process(new LedgerGroup(log, List.copyOf(items)));
                    items.clear();
                    LockSupport.parkNanos(environment.tuning().interval().toNanos() - (System.nanoTime() - started));
                }
            } catch (InterruptedException e) {
                stopped = true;
            }
        }
        drop();
        queue.forEach(item -> item.outcome().completeExceptionally(notConfirmed()));
    }

    private void process(LedgerGroup group) {
        try {
            List<Optional<LedgerPosition>> answers = commitCarefully(group);
            TreeHead head = Objects.requireNonNull(tree).head();
            environment.completer().execute(() -> release(group, answers, head));
        } catch (SQLException | RuntimeException e) {
            LOG.log(Level.WARNING, "A group of log " + log.origin() + " is not confirmed; state will be reloaded", e);
            group.fail(notConfirmed());
        }
    }

    /** What an answer proves is remembered outside of the database before it leaves. */
    private void release(LedgerGroup group, List<Optional<LedgerPosition>> answers, TreeHead head) {
        try {
            guard.release(head);
            group.complete(answers);
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, "Answers of log " + log.origin() + " are held back", e);
            group.fail(notConfirmed());
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
            Connection c = connection();
            LedgerHead head = repository.lockHead(c);
            guard.require(new TreeHead(head.size(), head.root()));
            GrowingTree grown = treeAt(c, head);
            GroupContext written = group.write(c, head, timeAfter(head), careful);
            if (written.entries().isEmpty()) {
                LedgerRepository.commitRead(c);
            } else {
                extend(c, head, grown, written);
                LedgerRepository.commit(c);
            }
            done = true;
            group.committed();
            return answer(group, grown);
        } finally {
            if (!done) {
                drop();
                group.rolledBack();
            }
        }
    }

    private void extend(Connection c, LedgerHead head, GrowingTree grown, GroupContext written) throws SQLException {
        grown.startGroup();
        written.entries().forEach(entry -> grown.append(entry.leafHash()));
        var tiles = grown.drainFullTiles();
        repository.insertEntries(c, written.entries());
        repository.insertTiles(c, tiles);
        int highest = tiles.stream().mapToInt(tile -> tile.level() + 1).max().orElse(0);
        repository.updateEdges(c, grown.edges(), highest);
        repository.updateHead(c, head, grown.head(), written.timeMillis());
    }

    /** Commit, then sign: the checkpoint is made over a tree that is on disk. */
    private List<Optional<LedgerPosition>> answer(LedgerGroup group, GrowingTree grown) {
        SignedHead signed = latest.filter(head -> head.size() == grown.size()).orElseGet(() -> sign(grown));
        latest = Optional.of(signed);
        return group.positions(grown, signed.checkpoint());
    }

    private SignedHead sign(GrowingTree grown) {
        return new SignedHead(grown.size(), LedgerGroup.checkpoint(key, grown));
    }

    private Connection connection() throws SQLException {
        Connection open = connection;
        if (open == null) {
            open = environment.dataSource().getConnection();
            connection = open;
            LedgerRepository.prepare(open);
            guard.connected(open);
        }
        return open;
    }

    private GrowingTree treeAt(Connection c, LedgerHead head) throws SQLException {
        GrowingTree cached = tree;
        if (cached == null || cached.size() != head.size()) {
            cached = GrowingTree.restore(head.size(), repository.edges(c));
            tree = cached;
        }
        TreeHead computed = cached.head();
        if (!Arrays.equals(computed.root(), head.root())) {
            throw new SQLException(
                    "the root of log " + log.origin() + " does not follow from its tiles: audit it before it goes on");
        }
        return cached;
    }

    /** Ledger time never decreases; a clock that cannot be right stops the log rather than dating entries wrongly. */
    private long timeAfter(LedgerHead head) throws SQLException {
        long now = environment.clock().millis();
        long database =
                head.databaseTime() + ClockSource.distance(environment.clock()).toMillis();
        if (Math.abs(now - database) > MAX_CLOCK_DIFFERENCE) {
            throw new SQLException("the clocks of this node and of the database differ by more than 2 s");
        }
        if (head.lastTime() > Math.max(now, database) + MAX_CLOCK_DIFFERENCE) {
            throw new SQLException("the newest entry is more than 2 s in the future: a clock has been set back");
        }
        return Math.max(now, head.lastTime());
    }

    private void drop() {
        tree = null;
        Connection open = connection;
        connection = null;
        if (open != null) {
            try (open) {
                open.rollback();
                open.setAutoCommit(true);
            } catch (SQLException e) {
                LOG.log(Level.FINE, "closing a broken connection", e);
            }
        }
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
