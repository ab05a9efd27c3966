package org.tallystick.ledger.service;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.Checkpoint;
import org.tallystick.ledger.GrowingTree;
import org.tallystick.ledger.LedgerFormatException;
import org.tallystick.ledger.service.LedgerBatcher.Environment;
import org.tallystick.ledger.service.LogIncident.Kind;
import org.tallystick.ledger.service.ShardTurn.Plan;
import org.tallystick.ledger.service.ShardTurn.Shard;

/**
 * Appends to an acquirer's present log, and goes over to the next one when it ends. Belongs to the batcher's thread; {@code tree} and
 * {@code connection} are null whenever they may not be believed.
 *
 * <p>A log ends here at its quarter's turn, by an operator's order, or by a {@link LogIncident}; wherever another node has ended it, the
 * head says so, and this node follows. Nothing of a group is decided before its log is known to be open.
 */
final class ShardWriter {
    private static final Logger LOG = Logger.getLogger(ShardWriter.class.getName());
    private static final int MOST_TURNS = 1_000;

    private final Environment environment;
    private final LedgerTime time;
    private volatile Shard shard;
    private volatile Optional<Latest> latest = Optional.empty();
    private @Nullable Connection connection;
    private @Nullable GrowingTree tree;

    /** Whether all that can be read of the log is on disk: not after a commit whose outcome is unknown. */
    private boolean synced;

    /** What the witnesses had of the present log when the connection was made. */
    private Map<String, Checkpoint> witnessed = Map.of();

    /** The head as it is locked, in a transaction that has written nothing yet. */
    record Locked(Shard shard, Connection connection, LedgerHead head, GrowingTree tree, long timeMillis) {}

    /** What stands against going on with this database, as the newest attempt found it. */
    private volatile Optional<String> refusal = Optional.empty();

    private record Latest(int logId, SignedHead head) {}

    ShardWriter(Shard shard, Environment environment) {
        this.shard = shard;
        this.environment = environment;
        this.time = environment.time();
    }

    Shard shard() {
        return shard;
    }

    /** The newest checkpoint of this log signed by this node in this run; empty before the first group, and once it has ended. */
    Optional<SignedHead> latest(LedgerLog log) {
        return latest.filter(newest -> newest.logId() == log.id()).map(Latest::head);
    }

    /** Locks the head of the log that is open now. @throws SQLException if that is not possible now; {@link #drop} then */
    Locked lock() throws SQLException {
        for (int turns = 0; turns < MOST_TURNS; turns++) {
            Connection c = connection();
            environment.cluster().require();
            LedgerHead head = locked(c);
            if (!head.isOpen()) {
                follow(c);
                continue;
            }
            try {
                GrowingTree grown = treeAt(head);
                refusal = Optional.empty();
                long now = time.after(shard.log().id(), head);
                if (!ShardNames.isOver(shard.log(), now)) {
                    return new Locked(shard, c, head, grown, now);
                }
                turn(new Locked(shard, c, head, grown, now), "quarter");
            } catch (LogIncident incident) {
                refuseUnlessAccepted(incident);
                end(c, head, incident);
            }
        }
        throw new SQLException("the logs of " + shard.log().acquirer() + " have no end");
    }

    private LedgerHead locked(Connection c) throws SQLException {
        try {
            return shard.rows().lockHead(c);
        } catch (SQLException e) {
            if (FrozenHolderRepository.mayBeBehind(e)) {
                c.rollback();
                FrozenHolderRepository.end(c);
            }
            throw e;
        }
    }

    /** Another database may still have all that was let out: somebody has to say that it is lost. */
    private void refuseUnlessAccepted(LogIncident incident) throws SQLException {
        if (incident.kind() == Kind.ROLLED_BACK && !environment.guard().acceptsRollback()) {
            refusal = Optional.of(incident.facts());
            throw new SQLException(shard.log().origin() + " is not gone on with: " + incident.facts());
        }
    }

    /** Ends the log that is locked, by order. */
    void turn(Locked at, String reason) throws SQLException {
        turn(at, new Plan(ShardState.SEALED, reason, at.timeMillis(), at.timeMillis()));
    }

    private void turn(Locked at, Plan plan) throws SQLException {
        environment.oneTurn().lock();
        try {
            ShardTurn.Opened opened = environment.turns().turn(at.connection(), at.shard(), at.head(), at.tree(), plan);
            LedgerRepository.commit(at.connection());
            if (plan.end() == ShardState.SEALED) {
                sign(at.shard(), at.tree());
            }
            go(opened.shard(), opened.tree());
            LOG.log(Level.INFO, "{0} has ended ({1}); {2} goes on", new Object[] {
                at.shard().log().origin(), plan.reason(), opened.shard().log().origin()
            });
        } finally {
            environment.oneTurn().unlock();
        }
    }

    /** Sales go on at once, in a log that nobody can confuse with this one. */
    private void end(Connection c, LedgerHead head, LogIncident incident) throws SQLException {
        LOG.log(Level.SEVERE, "{0} is ended: {1}", new Object[] {shard.log().origin(), incident.facts()});
        long now = environment.clock().millis();
        boolean intact = incident.kind() == Kind.CLOCK;
        String reason = incident.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
        IncidentRepository.insert(c, shard.log(), incident.kind(), incident.facts(), now);
        GrowingTree grown =
                intact ? GrowingTree.restore(head.size(), shard.rows().edges(c)) : GrowingTree.empty();
        ShardState state = intact ? ShardState.SEALED : ShardState.HALTED;
        turn(new Locked(shard, c, head, grown, now), new Plan(state, reason, Math.max(now, head.lastTime()), now));
    }

    /** Another node has ended the log: go where it went. */
    private void follow(Connection c) throws SQLException {
        List<LedgerShard> shards = ShardRepository.of(c, shard.log().acquirer());
        c.commit();
        LedgerLog open = shards.stream()
                .filter(LedgerShard::isOpen)
                .map(LedgerShard::log)
                .findFirst()
                .orElseThrow(() -> new SQLException(shard.log().origin() + " has ended and has no successor"));
        go(Shard.of(open, environment.keys()), null);
    }

    private void go(Shard next, @Nullable GrowingTree grown) {
        LedgerLog ended = shard.log();
        shard = next;
        synced = false;
        latest = Optional.empty();
        witnessed = Map.of();
        tree = grown;
        if (grown != null) {
            latest = Optional.of(new Latest(next.log().id(), sign(next, grown)));
        }
        environment.turned().accept(ended);
    }

    Optional<String> refusal() {
        return refusal;
    }

    boolean isSynced() {
        return synced;
    }

    /** What was committed last is on disk. */
    void synced() {
        synced = true;
    }

    /** Commit, then sign: the checkpoint is made over a tree that is on disk, and noted before anything rests on it. */
    SignedHead signed(Locked at) {
        LedgerLog log = at.shard().log();
        SignedHead signed = latest(log)
                .filter(head -> head.size() == at.tree().size())
                .orElseGet(() -> sign(at.shard(), at.tree()));
        latest = Optional.of(new Latest(log.id(), signed));
        return signed;
    }

    private SignedHead sign(Shard of, GrowingTree grown) {
        return environment.guard().sign(of.log(), of.key(), grown.head());
    }

    private Connection connection() throws SQLException {
        Connection open = connection;
        if (open == null) {
            // Before the head is locked: a witness may take its second to answer.
            witnessed =
                    environment.guard().askWitnesses(shard.log(), shard.key().verifier());
            open = environment.logs().dataSource().getConnection();
            connection = open;
            LedgerRepository.prepare(open);
            environment.cluster().require(open);
            requireSameLog(open);
        }
        return open;
    }

    /** Numbers of logs are those of one database: another one may have another log under the same. */
    private void requireSameLog(Connection open) throws SQLException {
        String origin = LedgerRepository.origin(open, shard.log().id());
        if (!origin.equals(shard.log().origin())) {
            refusal = Optional.of("The database has " + (origin.isEmpty() ? "no log" : origin) + " in its place.");
            throw new SQLException(shard.log().origin() + " is not gone on with: " + refusal.get());
        }
    }

    /** What is cached is believed only while the head says the same; what is read anew is held against all that was let out. */
    private GrowingTree treeAt(LedgerHead head) throws SQLException, LogIncident {
        GrowingTree cached = tree;
        if (cached != null && cached.size() == head.size()) {
            requireRoot(cached, head);
            environment.guard().checkQuickly(shard.log(), cached.head());
            return cached;
        }
        GrowingTree read = restored(head);
        requireRoot(read, head);
        if (cached == null) {
            environment.guard().check(shard.log(), shard.key().verifier(), read.head(), witnessed);
        } else {
            environment.guard().checkQuickly(shard.log(), read.head());
        }
        tree = read;
        return read;
    }

    private GrowingTree restored(LedgerHead head) throws SQLException, LogIncident {
        try {
            return GrowingTree.restore(head.size(), shard.rows().edges(Objects.requireNonNull(connection)));
        } catch (LedgerFormatException e) {
            throw new LogIncident(
                    Kind.DAMAGED, "The open tiles do not belong to a tree of " + head.size() + " entries.");
        }
    }

    private static void requireRoot(GrowingTree tree, LedgerHead head) throws LogIncident {
        if (!Arrays.equals(tree.head().root(), head.root())) {
            throw new LogIncident(
                    Kind.DAMAGED, "The root of " + head.size() + " entries does not follow from the stored tiles.");
        }
    }

    /** Forgets everything: what comes next is read from the database again. */
    void drop() {
        tree = null;
        synced = false;
        latest = Optional.empty();
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
}
